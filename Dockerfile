# One file for the five services: docker build --build-arg SERVICE=pledge-service .

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
# All five at once, so that their images share this step.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -am package \
    -pl campaign-service,pledge-service,analytics-service,notification-service,gateway

FROM build AS layers
ARG SERVICE
WORKDIR /layers
RUN cp "/build/${SERVICE:?say which with --build-arg SERVICE=NAME}/target/${SERVICE}.jar" application.jar \
    && java -Djarmode=tools -jar application.jar extract --layers --destination .

FROM eclipse-temurin:25.0.1_8-jre-noble
RUN groupadd --system --gid 10001 groundswell \
    && useradd --system --uid 10001 --gid groundswell --no-create-home --shell /usr/sbin/nologin groundswell \
    && install -d -o groundswell -g groundswell /var/lib/groundswell
WORKDIR /application
# What changes least comes first.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
ENV SERVER_PORT=8080
EXPOSE 8080
USER 10001:10001
# Bash's own TCP, since a JRE image need not have curl. The address is the loopback one: the gateway answers to no other.
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --start-interval=1s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/readiness HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# A process that is out of memory is better started again than left half alive.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "application.jar"]
