# For macOS and Windows, or any machine with Docker. The README says how to run it, and what it was tried on.
FROM python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap libseccomp2 make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home instructor \
    && install --directory --owner instructor /srv/kit
USER instructor
WORKDIR /srv/kit

# Before the rest, so that a change in the kit downloads nothing again. PyTorch's smaller build for the CPU comes with
# the option that its installation page gives: docker build --build-arg PIP_ARGS="..."
ARG PIP_ARGS="--no-cache-dir"
COPY --chown=instructor requirements.txt ./
COPY --chown=instructor .ci ./.ci
RUN python3 .ci/environment.py -- $PIP_ARGS

COPY --chown=instructor . .
CMD ["bash"]
