package dev.atelier.gateway.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A shop's HTTP server: notes every call, and answers 204 unless other answers were lined up. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Integer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> usual = new ConcurrentHashMap<>();

    /** A call. */
    public record Received(String path, String id, long timestamp, String signature, String body) {}

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().getPath();
            calls.add(new Received(
                    path,
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    body));
            Integer next =
                    answers.getOrDefault(path, new ConcurrentLinkedDeque<>()).pollFirst();
            int status = next == null ? usual.getOrDefault(path, 204) : next;
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** The statuses of the next answers under a path: a late second call of another one must not take them. */
    public void answer(String path, Integer... statuses) {
        answers.computeIfAbsent(path, any -> new ConcurrentLinkedDeque<>()).addAll(List.of(statuses));
    }

    /** The status of every answer under a path, however often one call is made. */
    public void alwaysAnswer(String path, int status) {
        usual.put(path, status);
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The calls of a path so far. */
    public List<Received> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
