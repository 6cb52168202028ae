package dev.atelier.standalone.launch;

import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Waits until every service says that it is ready. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MS = 100;
    private static final int HTTP_OK = 200;

    private final Map<String, URI> waitingFor;
    private final Startup startup;

    /** @param addresses of the services by name */
    Readiness(Map<String, URI> addresses, Startup startup) {
        this.waitingFor = new TreeMap<>(addresses);
        this.startup = startup;
    }

    void await() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!waitingFor.isEmpty()) {
            waitingFor.entrySet().removeIf(service -> isReady(service.getKey(), service.getValue()));
            requireHope(end);
            Thread.sleep(PAUSE_MS);
        }
    }

    private void requireHope(long end) {
        startup.requireHope();
        if (System.nanoTime() > end) {
            Map.Entry<String, URI> first = waitingFor.entrySet().iterator().next();
            throw new CommandFailure(first.getKey() + " is not ready after " + PATIENCE.toMinutes()
                    + " minutes; its health: " + answer(first.getValue()));
        }
    }

    private boolean isReady(String name, URI address) {
        try {
            HttpURLConnection connection = health(address);
            boolean ready = connection.getResponseCode() == HTTP_OK;
            connection.disconnect();
            if (ready) {
                startup.ready(name, address.toString());
            }
            return ready;
        } catch (IOException notListeningYet) {
            return false;
        }
    }

    private static HttpURLConnection health(URI address) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address.resolve("/q/health/ready").toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        return connection;
    }

    private static String answer(URI address) {
        try {
            HttpURLConnection connection = health(address);
            var body =
                    connection.getResponseCode() == HTTP_OK ? connection.getInputStream() : connection.getErrorStream();
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no answer, " + e.getMessage();
        }
    }
}
