# A farm in a container. Others can reach it there, so it does not start without a token:
#
#   docker build -t cjfarm .
#   docker run --rm -p 127.0.0.1:8400:8400 -p 127.0.0.1:8401:8401 -e CJFARM_TOKEN=choose-one cjfarm
#
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheel .

FROM python:3.12-slim
RUN --mount=type=bind,from=build,source=/wheel,target=/wheel \
    pip install --no-cache-dir "$(ls /wheel/*.whl)[farm]"
RUN useradd --create-home --uid 1000 farm && install -d -o farm /data
USER farm
VOLUME /data
ENV CJFARM_HOST=0.0.0.0 CJFARM_HTTP_PORT=8400 CJFARM_LINE_PORT=8401 CJFARM_DATA=/data
EXPOSE 8400 8401
# /health needs no token.
HEALTHCHECK --interval=5s --timeout=2s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8400/health')"]
ENTRYPOINT ["cjfarm"]
CMD ["up"]
