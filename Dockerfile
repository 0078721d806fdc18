# syntax=docker/dockerfile:1

# A release gives both images by digest, which it looks up once and writes into its notes:
#   docker buildx imagetools inspect gcr.io/distroless/nodejs24-debian12:nonroot --format '{{.Manifest.Digest}}'
#   docker buildx build --build-arg RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian12@sha256:… .
# node:24-slim serves as well, with /usr/local/bin/node in the entry point.
ARG BUILD_IMAGE=node:24-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot

# JavaScript is the same for every platform, so it is bundled on the one that builds.
FROM --platform=$BUILDPLATFORM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY LICENSE tsconfig.json ./
COPY scripts ./scripts
COPY examples ./examples
COPY src ./src
# The Node of the image, not the one that package.json brings for development: its install script did not run.
RUN /usr/local/bin/node scripts/build-image-root.ts

FROM ${RUNTIME_IMAGE}
COPY --from=build /src/dist/image-root/ /
# Nothing is written at run time; without this Node would try to keep its compile cache.
ENV NODE_ENV=production NODE_DISABLE_COMPILE_CACHE=1
USER 65532:65532
EXPOSE 9443 8080
ENTRYPOINT ["/nodejs/bin/node", "/app/stowage.js"]
