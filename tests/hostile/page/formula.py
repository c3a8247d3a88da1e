# expect: mse no-answer raised
# A message that a spreadsheet would run.
class Formula(Exception):
    pass


Formula.__name__ = '=HYPERLINK("http://evil.example","Click")'


def mse(preds, targets):
    raise Formula('=cmd|"/c calc"!A1\n+1+1,"2\t@SUM(1)')
