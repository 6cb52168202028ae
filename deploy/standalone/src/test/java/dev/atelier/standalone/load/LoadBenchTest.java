package dev.atelier.standalone.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.contract.attributes.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadBenchTest {
    private static final Duration WINDOW = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LoadResult load(Schedule schedule) throws InterruptedException {
        URI gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Selection dress = new Selection(Map.of("category", List.of("Dress")), List.of());
        return new LoadBench(gateway, "m", List.of(dress), schedule, WINDOW, 3, 4, Map.of(), line -> {}).run();
    }

    @Test
    void refusalsAreCountedByTheirKindAndNotAsAccepted() throws Exception {
        server.createContext("/v1/generations", exchange -> {
            switch (asked.getAndIncrement() % 3) {
                case 0 -> answer(exchange, 503, "{\"type\": \"/problems/queue-full\"}");
                case 1 -> answer(exchange, 500, "<html>");
                default -> answer(exchange, 202, "{}");
            }
        });

        LoadResult result = load(new Schedule.ClosedLoop(4));

        assertThat(result.errors()).containsOnlyKeys("queue-full", "http-500");
        long accepted = result.windows().stream().mapToLong(Window::accepted).sum();
        assertThat(accepted).isPositive().isLessThanOrEqualTo(asked.get() / 3 + 1);
        assertThat(result.concurrency()).hasValue(4);
        assertThat(result.rate()).isEmpty();
    }

    @Test
    void inAnOpenLoopTheTimeThatARequestHadToWaitForAConnectionCounts() throws Exception {
        long service = Duration.ofMillis(20).toNanos();
        server.createContext("/v1/generations", exchange -> {
            LockSupport.parkNanos(service);
            answer(exchange, 202, "{}");
        });

        LoadResult result = load(new Schedule.OpenLoop(400, 1));

        assertThat(result.latencyMs().p50() * 1e6).isGreaterThan(5.0 * service);
        assertThat(result.rate()).hasValue(400);
    }

    @Test
    void theLatencyIsDrawn() throws Exception {
        server.createContext("/v1/generations", exchange -> answer(exchange, 202, "{}"));
        Path plot = folder.resolve("plot.png");

        LatencyPlot.write(load(new Schedule.ClosedLoop(1)), plot);

        assertThat(ImageIO.read(Files.newInputStream(plot)).getWidth()).isEqualTo(900);
    }
}
