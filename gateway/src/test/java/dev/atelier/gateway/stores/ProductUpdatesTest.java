package dev.atelier.gateway.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.products.Product;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.stores.ProductUpdates.Written;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ProductUpdatesTest {
    private static final ProductKey DRESS = new ProductKey("shop", "dress");

    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ProductUpdates updates =
            new ProductUpdates(new LogWriter(broker), new MessageCodec("/atelier/gateway"), Clock.systemUTC());

    private static Optional<Product> titled(ProductKey key, String title) {
        var picture = new StoredPicture("picture.png", "ab".repeat(32));
        return Optional.of(new Product(
                key.store(), key.product(), picture, title, Map.of(), Optional.empty(), true, Optional.empty()));
    }

    private Optional<Written> remembered(ProductKey key) {
        var last = new ArrayList<Written>();
        assertThatThrownBy(() -> updates.write(key, before -> {
                    before.ifPresent(last::add);
                    throw new IllegalStateException("only looking");
                }))
                .hasMessage("only looking");
        return last.stream().findFirst();
    }

    @Test
    void theLastThatWasWrittenIsWhatTheNextFollowsFrom() {
        updates.write(DRESS, last -> titled(DRESS, "Dress"));
        updates.write(
                DRESS,
                last -> titled(DRESS, last.orElseThrow().product().orElseThrow().title() + " of silk"));
        assertThat(remembered(DRESS).flatMap(Written::product)).isEqualTo(titled(DRESS, "Dress of silk"));
        updates.write(DRESS, last -> Optional.empty());
        assertThat(remembered(DRESS)).map(Written::product).contains(Optional.empty());
        assertThat(broker.history()).hasSize(3);
    }

    @Test
    void whatDidNotReachTheLogIsForgotten() {
        broker.sendException = new KafkaException("away");
        assertThat(updates.write(DRESS, last -> titled(DRESS, "Dress")).done()).isCompletedExceptionally();
        assertThat(remembered(DRESS)).isEmpty();
    }

    @Test
    void onlyTheLastTenThousandAreRemembered() {
        updates.write(DRESS, last -> titled(DRESS, "Dress"));
        for (int i = 0; i < 9_999; i++) {
            var key = new ProductKey("shop", "other-" + i);
            updates.write(key, last -> titled(key, "Other"));
        }
        assertThat(remembered(DRESS)).isPresent();
        updates.write(new ProductKey("shop", "coat"), last -> Optional.empty());
        assertThat(remembered(DRESS)).isEmpty();
        assertThat(remembered(new ProductKey("shop", "other-0"))).isPresent();
    }
}
