package org.groundswell.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.groundswell.local.process.RunFile;

/**
 * How much memory a service has.
 *
 * @param residentMebibytes what the operating system gave it; NaN where that cannot be
 * told (Linux alone says)
 * @param heapMebibytes what of Java's heap is in use, garbage included
 */
record ProcessMemory(double residentMebibytes, double heapMebibytes) {

    private static final double KIBIBYTES = 1024;

    private static final double BYTES = KIBIBYTES * 1024;

    static ProcessMemory of(RunFile service) throws IOException, InterruptedException {
        return new ProcessMemory(resident(service.pid()), heap(service.url()));
    }

    private static double resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter((line) -> line.startsWith("VmRSS:"))
                .mapToDouble((line) -> Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES)
                .findFirst()
                .orElse(Double.NaN);
        }
        catch (IOException ex) {
            return Double.NaN;
        }
    }

    private static double heap(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http
                .send(HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus")).build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter((line) -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) / BYTES)
                .sum();
        }
    }

}
