"""Grade notebooks that nobody has to trust: answers cross the sandbox's wall, verdicts never do.

The way of a submission, in the order of reading:

1. `submissions/received.py` finds the notebook, `submissions/submission.py` reads it as hostile data.
2. `grading.py` takes what is new or changed, a few at a time (`judging/workers.py` says where),
   and `steps.py` takes the next step with one.
3. `sandbox/outside.py` has a child forked for it. ── the line of trust: all below it runs in `sandbox/inside/` ──
   `zygote.py` forks, `child.py` locks itself in, `cells.py` runs the cells, `probes.py` answers questions with data.
4. `sandbox/answer.py` reads what came back: data of the expected form, or nothing.
5. `judging/judge.py` puts each check of `assignments/checks/`, compares with the reference, and gives verdicts;
   `judging/diagnosis.py` finds the misconception behind a wrong answer.
6. `records/writer.py` saves: gradebook, autograded notebook, the student's page, and last the result.
"""
