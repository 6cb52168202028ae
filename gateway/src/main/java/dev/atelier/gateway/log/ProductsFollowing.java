package dev.atelier.gateway.log;

import dev.atelier.gateway.index.ProductIndex;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.apache.kafka.clients.admin.Admin;

/** Follows the embedded products into the index, from start to end of the application. */
@ApplicationScoped
public class ProductsFollowing {
    private static final long JOIN_MILLIS = 10_000;

    private final ProductsReader reader;
    private final Thread thread;

    ProductsFollowing(Kafka kafka, Admin admin, ProductIndex index, Clock clock) {
        reader = new ProductsReader(kafka::exactConsumer, admin, index, clock);
        thread = new Thread(reader, "products-reader");
        thread.setDaemon(true);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        reader.close();
        thread.join(JOIN_MILLIS);
    }

    /** Whether the index shows everything that was in the log at the start. */
    public boolean caughtUp() {
        return reader.caughtUp();
    }

    /** For people: how far the reading is. */
    public String progress() {
        return reader.progress();
    }
}
