# The web server and the workers, one image. glibc: the model runtime has no build for musl.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema prisma/schema
RUN npm ci
COPY . .
RUN NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build && npm prune --omit=dev --ignore-scripts

# The S3 server of docker-compose.yml, with a data folder that belongs to the user it runs as.
FROM busybox:1.37 AS s3-folder
RUN mkdir -p /s3/data

FROM minio/minio:RELEASE.2025-09-07T16-13-09Z AS s3
COPY --from=s3-folder --chown=1000:1000 /s3/ /
USER 1000:1000

FROM node:22-bookworm-slim AS imagenest
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATA_DIR=/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
RUN install -d -o node -g node /data /data/uploads
# Owned by root: the process that runs it cannot change it.
COPY --from=build /app /app
USER node
EXPOSE 3000
# As in cli/start/serve-web.ts.
CMD ["node", "--no-memory-reducer", "--initial-old-space-size=512", "--min-semi-space-size=16", "--no-parallel-scavenge", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
