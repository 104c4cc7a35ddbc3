# The environment of requirements.lock in a container; the set-up is the one of everybody.
#   docker build -t policytopics .                      (a mirror: --build-arg PIP_INDEX_URL=...)
#   docker run --rm -v "$PWD/results:/policytopics/results" policytopics
#   docker run --rm -v "$PWD/results:/policytopics/results" -v "$PWD/config:/policytopics/config" \
#     -v /your/documents:/documents:ro policytopics make study CORPUS=/documents NAME=name
FROM python:3.11-slim-bookworm
ARG PIP_INDEX_URL
ENV LANG=C.UTF-8
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /policytopics
COPY . .
RUN PIP_NO_CACHE_DIR=1 make setup || { cat logs/setup.log; exit 1; }
CMD ["make", "demo"]
