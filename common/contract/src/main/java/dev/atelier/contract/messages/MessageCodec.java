package dev.atelier.contract.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.products.ProductKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Between records and messages: CloudEvents 1.0, Kafka binding, binary mode.
 *
 * @param source the CloudEvents source of what this instance writes, e.g. {@code /atelier/gateway}
 */
public record MessageCodec(String source) {
    private static final String TYPE_PREFIX = "dev.atelier.";

    public Message write(GenerationRequest request) {
        return message(
                Topic.GENERATION_INTERACTIVE, request.id(), GenerationRequest.TYPE, request.acceptedAt(), request);
    }

    public Message write(GenerationEvent event) {
        String type = TYPE_PREFIX + "generation." + event.typeName();
        return message(Topic.GENERATION_EVENTS, event.job(), type, event.at(), event);
    }

    public Message write(GenerationCommand command) {
        return message(
                Topic.GENERATION_COMMANDS, command.job(), TYPE_PREFIX + "generation.command", command.at(), command);
    }

    public Message write(CatalogueRequest request) {
        return message(Topic.GENERATION_CATALOGUES, request.id(), CatalogueRequest.TYPE, request.acceptedAt(), request);
    }

    public Message write(ShardRequest request) {
        return message(Topic.GENERATION_BULK, request.key(), ShardRequest.TYPE, request.at(), request);
    }

    public Message write(CatalogueEvent event) {
        return message(
                Topic.GENERATION_CATALOGUE_EVENTS, event.batch(), TYPE_PREFIX + "catalogue.event", event.at(), event);
    }

    public Message write(WebhookAttempt attempt) {
        return message(Topic.GENERATION_WEBHOOKS, attempt.job(), WebhookAttempt.TYPE, attempt.notBefore(), attempt);
    }

    public Message write(ModelChange change) {
        return message(Topic.MODEL_CHANGES, change.model(), TYPE_PREFIX + "model.change", change.at(), change);
    }

    public Message write(DataSetUpdate update) {
        return message(Topic.DATASET_UPDATES, update.dataSet(), DataSetUpdate.TYPE, update.at(), update);
    }

    public Message write(TrainingEvent event) {
        return message(Topic.TRAINING_EVENTS, event.run(), TYPE_PREFIX + "training.event", event.at(), event);
    }

    public Message write(ProductUpdate update) {
        return message(
                Topic.CATALOGUE_PRODUCTS, update.product().key().toString(), ProductUpdate.TYPE, update.at(), update);
    }

    /** The message that removes a product from its store. */
    public Message removal(ProductKey product, Instant at) {
        return removal(Topic.CATALOGUE_PRODUCTS, product, ProductUpdate.REMOVAL_TYPE, at);
    }

    public Message write(ProductEmbedding embedding) {
        return message(
                Topic.CATALOGUE_EMBEDDINGS,
                embedding.product().key().toString(),
                ProductEmbedding.TYPE,
                embedding.updatedAt(),
                embedding);
    }

    /** The message that removes the embedding of a product that is no longer in its store. */
    public Message embeddingRemoval(ProductKey product, Instant at) {
        return removal(Topic.CATALOGUE_EMBEDDINGS, product, ProductEmbedding.REMOVAL_TYPE, at);
    }

    private Message removal(String topic, ProductKey product, String type, Instant at) {
        return new Message(topic, product.toString(), headers(product.toString(), type, at), null);
    }

    public Message write(EmbeddingRequest request) {
        return message(Topic.SEARCH_PICTURES, request.query(), EmbeddingRequest.TYPE, request.at(), request);
    }

    public Message write(EmbeddingAnswer answer) {
        return message(Topic.SEARCH_EMBEDDINGS, answer.query(), TYPE_PREFIX + "search.embedding", answer.at(), answer);
    }

    /**
     * The dead letter of a message: the same key, headers and bytes, and beside them where it came from and why it was
     * put away, so that it can be replayed as it was.
     */
    public Message deadLetter(Message original, String code, String reason) {
        return new DeadLetter(original, code, reason, source, Instant.now()).toMessage();
    }

    public Message write(LetterReplayed replay) {
        return message(Topic.GENERATION_DEAD_LETTERS, replay.key(), LetterReplayed.TYPE, replay.at(), replay);
    }

    private Message message(String topic, String key, String type, Instant time, Object payload) {
        return new Message(topic, key, headers(key, type, time), Json.bytes(payload));
    }

    private Map<String, byte[]> headers(String key, String type, Instant time) {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("ce_specversion", utf8("1.0"));
        headers.put("ce_id", utf8(UUID.randomUUID().toString()));
        headers.put("ce_source", utf8(source));
        headers.put("ce_type", utf8(type));
        headers.put("ce_time", utf8(time.toString()));
        headers.put("ce_subject", utf8(key));
        headers.put("content-type", utf8("application/json"));
        return headers;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws UnreadableMessageException for anything but a request of a known schema version */
    public static GenerationRequest readRequest(byte[] value) {
        return read(value, GenerationRequest.class, GenerationRequest::schemaVersion, GenerationRequest.VERSION);
    }

    /** @throws UnreadableMessageException for anything but an event of a known schema version */
    public static GenerationEvent readEvent(byte[] value) {
        return read(value, GenerationEvent.class, GenerationEvent::schemaVersion, GenerationEvent.VERSION);
    }

    /** @throws UnreadableMessageException for anything but a command of a known schema version */
    public static GenerationCommand readCommand(byte[] value) {
        return read(value, GenerationCommand.class, GenerationCommand.VERSION);
    }

    /** @throws UnreadableMessageException for anything but a catalogue request of a known schema version */
    public static CatalogueRequest readCatalogueRequest(byte[] value) {
        return read(value, CatalogueRequest.class, CatalogueRequest.VERSION);
    }

    /** @throws UnreadableMessageException for anything but a shard request of a known schema version */
    public static ShardRequest readShardRequest(byte[] value) {
        return read(value, ShardRequest.class, ShardRequest.VERSION);
    }

    /** @throws UnreadableMessageException for anything but an event of a batch of a known schema version */
    public static CatalogueEvent readCatalogueEvent(byte[] value) {
        return read(value, CatalogueEvent.class, CatalogueEvent.VERSION);
    }

    /** @throws UnreadableMessageException for anything but an attempt of a known schema version */
    public static WebhookAttempt readWebhookAttempt(byte[] value) {
        return read(value, WebhookAttempt.class, WebhookAttempt.VERSION);
    }

    /** @throws UnreadableMessageException for anything but the replay of a dead letter of a known schema version */
    public static LetterReplayed readLetterReplayed(byte[] value) {
        return read(value, LetterReplayed.class, LetterReplayed.VERSION);
    }

    /** @throws UnreadableMessageException for anything but a model change of a known schema version */
    public static ModelChange readModelChange(byte[] value) {
        return read(value, ModelChange.class, ModelChange.VERSION);
    }

    /** @throws UnreadableMessageException for anything but an update of a known schema version */
    public static DataSetUpdate readDataSetUpdate(byte[] value) {
        return read(value, DataSetUpdate.class, DataSetUpdate.VERSION);
    }

    /** @throws UnreadableMessageException for anything but a training event of a known schema version */
    public static TrainingEvent readTrainingEvent(byte[] value) {
        return read(value, TrainingEvent.class, TrainingEvent.VERSION);
    }

    /**
     * Empty where the product is removed.
     *
     * @throws UnreadableMessageException for anything but a removal or an update of a known schema version
     */
    public static Optional<ProductUpdate> readProductUpdate(byte[] value) {
        return Optional.ofNullable(value)
                .map(json -> read(json, ProductUpdate.class, ProductUpdate::schemaVersion, ProductUpdate.VERSION));
    }

    /**
     * Empty where the product is removed.
     *
     * @throws UnreadableMessageException for anything but a removal or an embedding of a known schema version
     */
    public static Optional<ProductEmbedding> readProductEmbedding(byte[] value) {
        return Optional.ofNullable(value)
                .map(json ->
                        read(json, ProductEmbedding.class, ProductEmbedding::schemaVersion, ProductEmbedding.VERSION));
    }

    /** @throws UnreadableMessageException for anything but a request of a known schema version */
    public static EmbeddingRequest readEmbeddingRequest(byte[] value) {
        return read(value, EmbeddingRequest.class, EmbeddingRequest::schemaVersion, EmbeddingRequest.VERSION);
    }

    /** @throws UnreadableMessageException for anything but an answer of a known schema version */
    public static EmbeddingAnswer readEmbeddingAnswer(byte[] value) {
        return read(value, EmbeddingAnswer.class, EmbeddingAnswer::schemaVersion, EmbeddingAnswer.VERSION);
    }

    /**
     * Reads a message of which there are many in one go. What cannot be read so is read again, with a look at its version
     * first, to say what is wrong with it.
     */
    private static <T> T read(byte[] value, Class<T> type, ToIntFunction<T> schemaVersion, int newest) {
        if (value == null) {
            return read(value, type, newest);
        }
        try {
            T message = Json.mapper().readValue(value, type);
            int version = schemaVersion.applyAsInt(message);
            return version >= 1 && version <= newest ? message : read(value, type, newest);
        } catch (IOException unreadable) {
            return read(value, type, newest);
        }
    }

    private static <T> T read(byte[] value, Class<T> type, int newest) {
        String what = type.getSimpleName();
        try {
            JsonNode json = Json.mapper().readTree(value == null ? new byte[0] : value);
            JsonNode version = json.path("schemaVersion");
            if (!version.isInt()) {
                throw new UnreadableMessageException(
                        "unreadable-message", "a " + what + " must be a JSON object with a whole 'schemaVersion'");
            }
            if (version.intValue() < 1 || version.intValue() > newest) {
                throw new UnreadableMessageException(
                        UnreadableMessageException.UNKNOWN_VERSION,
                        what + " has schema version " + version.intValue() + "; this release reads 1 to " + newest);
            }
            return Json.mapper().treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException(
                    "unreadable-message", "not a readable " + what + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableMessageException(
                    "unreadable-message", "not a readable " + what + ": " + e.getMessage());
        }
    }
}
