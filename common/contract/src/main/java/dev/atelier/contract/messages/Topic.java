package dev.atelier.contract.messages;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A topic and how it must be made.
 *
 * @param partitions at creation; an existing topic keeps its own
 * @param settings broker settings of the topic
 */
public record Topic(String name, int partitions, Map<String, String> settings) {
    public static final String GENERATION_INTERACTIVE = "generation.interactive";
    public static final String GENERATION_BULK = "generation.bulk";
    public static final String GENERATION_CATALOGUES = "generation.catalogues";
    public static final String GENERATION_CATALOGUE_EVENTS = "generation.catalogue-events";
    public static final String GENERATION_COMMANDS = "generation.commands";
    public static final String GENERATION_EVENTS = "generation.events";
    public static final String GENERATION_WEBHOOKS = "generation.webhooks";
    public static final String GENERATION_DEAD_LETTERS = "generation.dead-letters";
    public static final String DATASET_UPDATES = "dataset.updates";
    public static final String TRAINING_EVENTS = "training.events";
    public static final String MODEL_CHANGES = "model.changes";
    public static final String CATALOGUE_PRODUCTS = "catalogue.products";
    public static final String CATALOGUE_EMBEDDINGS = "catalogue.embeddings";
    public static final String SEARCH_PICTURES = "search.pictures";
    public static final String SEARCH_EMBEDDINGS = "search.embeddings";

    private static final Map<String, String> A_WEEK = retention(Duration.ofDays(7));
    private static final Map<String, String> A_MONTH = retention(Duration.ofDays(30));
    private static final Map<String, String> FOR_EVER =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    private static final Map<String, String> MINUTES = Map.of(
            "cleanup.policy", "delete",
            "retention.ms", Long.toString(Duration.ofMinutes(10).toMillis()),
            "segment.ms", Long.toString(Duration.ofMinutes(5).toMillis()));
    // Who was away for less than a week still hears of removals.
    private static final Map<String, String> NEWEST_OF_EACH_KEY = Map.of(
            "cleanup.policy",
            "compact",
            "delete.retention.ms",
            Long.toString(Duration.ofDays(7).toMillis()));

    /** Every topic that exists so far. */
    public static final List<Topic> ALL = List.of(
            new Topic(GENERATION_INTERACTIVE, 8, A_WEEK),
            new Topic(GENERATION_BULK, 8, A_MONTH),
            new Topic(GENERATION_CATALOGUES, 8, A_MONTH),
            // One partition: pauses, ends and shards have one order for all readers. Apart from the events of jobs,
            // since
            // workers read all of it at their start.
            new Topic(GENERATION_CATALOGUE_EVENTS, 1, A_MONTH),
            new Topic(GENERATION_COMMANDS, 1, A_WEEK),
            new Topic(GENERATION_EVENTS, 8, A_WEEK),
            // Only calls that failed and are to be made again.
            new Topic(GENERATION_WEBHOOKS, 8, A_WEEK),
            new Topic(GENERATION_DEAD_LETTERS, 1, A_MONTH),
            new Topic(DATASET_UPDATES, 8, A_MONTH),
            // One partition: whose claim of a run comes first is the order of the log.
            new Topic(TRAINING_EVENTS, 1, retention(Duration.ofDays(365))),
            // One partition, kept for ever: every reader folds it from the start in the same order.
            new Topic(MODEL_CHANGES, 1, FOR_EVER),
            new Topic(CATALOGUE_PRODUCTS, 8, NEWEST_OF_EACH_KEY),
            new Topic(CATALOGUE_EMBEDDINGS, 8, NEWEST_OF_EACH_KEY),
            new Topic(SEARCH_PICTURES, 8, MINUTES),
            // Every gateway reads all answers.
            new Topic(SEARCH_EMBEDDINGS, 1, MINUTES));

    private static Map<String, String> retention(Duration time) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis()));
    }
}
