package dev.atelier.standalone.products;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.products.ProductLine.Bad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductImportTest {
    @TempDir
    Path folder;

    private final Map<String, String> received = new ConcurrentHashMap<>();
    private final AtomicBoolean slow = new AtomicBoolean(true);
    private final CountDownLatch others = new CountDownLatch(2);
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(Executors.newFixedThreadPool(8));
        gateway.createContext("/v1/stores/shop/products/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    /** Refuses the product 13. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        awaitOthers(path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        boolean refused = path.endsWith("/13");
        if (!refused) {
            received.put(path, exchange.getRequestMethod() + " " + body);
        }
        others.countDown();
        byte[] answer =
                (refused ? "{\"detail\": \"The picture is no picture.\"}" : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 422 : 202, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** The first line of a product that is there twice takes its time, until what came after it has been answered. */
    private void awaitOthers(String path) {
        if (path.endsWith("/twice") && !received.containsKey(path) && slow.getAndSet(false)) {
            try {
                others.await(2, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ProductImport.Result sent(ProductSource source) throws Exception {
        var products = new Gateway(
                        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()))
                .products("shop");
        return new ProductImport(products, 8).run(source, 100, sent -> {});
    }

    @Test
    void ofTwoLinesOfOneProductTheLastCountsHoweverLongTheFirstTakes() throws Exception {
        Files.writeString(folder.resolve("a.png"), "picture");
        Path file = Files.writeString(
                folder.resolve("products.csv"),
                "id,title,picture\ntwice,First,a.png\ntwice,Last,a.png\nonce,Once,a.png\n");

        ProductImport.Result result;
        try (CsvProducts source = CsvProducts.open(file, folder)) {
            result = sent(source);
        }

        assertThat(result.sent()).isEqualTo(3);
        assertThat(received.get("/v1/stores/shop/products/twice")).contains("{\"title\":\"Last\"}");
    }

    @Test
    void aLineThatFailsInAWayThatNobodyForesawIsToldAndTheRestGoesOn() throws Exception {
        Files.writeString(folder.resolve("a.png"), "picture");
        Path file = Files.writeString(
                folder.resolve("products.csv"),
                "id,title,picture\n1,One,a.png\n2,Two,a\0b.png\n2,Again,a.png\n3,Three,a.png\n");

        ProductImport.Result result;
        try (CsvProducts source = CsvProducts.open(file, folder)) {
            result = sent(source);
        }

        assertThat(result.sent()).isEqualTo(3);
        assertThat(result.bad()).singleElement().satisfies(bad -> {
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.reason()).contains("Nul character not allowed");
        });
        assertThat(received.get("/v1/stores/shop/products/2")).contains("{\"title\":\"Again\"}");
    }

    @Test
    void allProductsAreSentAndWhatIsWrongIsToldByItsLine() throws Exception {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        var csv = new StringBuilder("id,title,picture\n");
        for (int i = 0; i < 100; i++) {
            csv.append(i).append(",Product ").append(i).append(',').append(i).append(".png\n");
            if (i != 50) {
                Files.writeString(pictures.resolve(i + ".png"), "picture of " + i);
            }
        }
        Path file = Files.writeString(folder.resolve("products.csv"), csv);
        ProductImport.Result result;
        try (CsvProducts source = CsvProducts.open(file, pictures)) {
            result = sent(source);
        }

        assertThat(result.sent()).isEqualTo(98);
        assertThat(result.bad()).extracting(Bad::line).containsExactly(15L, 52L);
        assertThat(result.bad().get(0).reason()).contains("The picture is no picture.");
        assertThat(result.bad().get(1).reason()).contains("no picture").contains("50.png");
        assertThat(received).hasSize(98);
        assertThat(received.get("/v1/stores/shop/products/7"))
                .startsWith("PUT ")
                .contains("name=\"product\"")
                .contains("{\"title\":\"Product 7\"}")
                .contains("name=\"picture\"")
                .contains("picture of 7");
    }
}
