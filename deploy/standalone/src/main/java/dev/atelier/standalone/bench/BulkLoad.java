package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks workers for shards of a catalogue all at once, and waits for the news that each is stored.
 *
 * @param kafka bootstrap servers
 * @param model that makes the pictures
 * @param shardSize items of a shard
 */
record BulkLoad(ObjectStore store, String kafka, Manifest model, int shardSize) {
    private static final MessageCodec CODEC = new MessageCodec("/atelier/bench");

    /** What a run came to: the reports in the order of the log, repetitions included, and how long it took. */
    record Outcome(List<ShardRequest> asked, List<ShardStored> stored, double seconds) {
        int images() {
            return asked.stream().mapToInt(ShardRequest::items).sum();
        }
    }

    /** Puts the item lists of at least {@code images} items into the store. */
    List<ShardRequest> list(int images) {
        String batch = UUID.randomUUID().toString();
        var shards = new ArrayList<ShardRequest>();
        for (int shard = 0; shard * shardSize < images; shard++) {
            shards.add(list(batch, shard));
        }
        return shards;
    }

    private ShardRequest list(String batch, int shard) {
        List<Selection> choices = model.schema().oneOfCombinations();
        var lines = new ByteArrayOutputStream();
        long first = (long) shard * shardSize;
        for (long item = first; item < first + shardSize; item++) {
            Selection choice = choices.get((int) (item % choices.size()));
            lines.writeBytes(Json.bytes(new CatalogueItem("item-" + item, choice, item)));
            lines.write('\n');
        }
        String key = ObjectKeys.shardItems("default", batch, shard);
        store.put(key, lines.toByteArray(), "application/x-ndjson", Map.of());
        return new ShardRequest(
                ShardRequest.VERSION,
                batch,
                shard,
                "default",
                model.model(),
                model.version(),
                model.digest(),
                key,
                Sha256.of(lines.toByteArray()),
                first,
                shardSize,
                0,
                Instant.now());
    }

    /**
     * Sends the requests and waits until each shard is stored.
     *
     * @throws CommandFailure where one failed
     */
    Outcome run(List<ShardRequest> shards) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var tail = CatalogueTail.fromNow(kafka);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            shards.forEach(shard -> producer.send(recordOf(shard)));
            var stored = new ArrayList<ShardStored>();
            Set<Integer> missing =
                    new HashSet<>(shards.stream().map(ShardRequest::shard).toList());
            String batch = shards.get(0).batch();
            while (!missing.isEmpty()) {
                tail.next().forEach(event -> note(event, batch, missing, stored));
            }
            return new Outcome(shards, stored, (System.nanoTime() - start) / 1e9);
        }
    }

    private static void note(CatalogueEvent event, String batch, Set<Integer> missing, List<ShardStored> stored) {
        if (!event.batch().equals(batch)) {
            return;
        }
        if (event instanceof ShardFailed failed) {
            throw new CommandFailure("shard " + failed.shard() + " failed: " + failed.reason());
        }
        if (event instanceof ShardStored shard) {
            stored.add(shard);
            missing.remove(shard.shard());
        }
    }

    private static ProducerRecord<String, byte[]> recordOf(ShardRequest shard) {
        Message message = CODEC.write(shard);
        var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }
}
