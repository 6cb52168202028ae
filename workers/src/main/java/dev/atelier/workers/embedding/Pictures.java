package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.products.Embedding;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.generator.embedding.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** From references to embeddings: pictures are fetched and decoded by several threads, and computed in batches on the generator's. */
final class Pictures implements AutoCloseable {
    private static final int FETCHED_AT_ONCE = 8;

    private final StoredPictures stored;
    private final LoadedEmbedder embedder;
    private final CurrentEmbedder current;
    private final KnownEmbeddings known = new KnownEmbeddings();
    private final ExecutorService fetching =
            Executors.newFixedThreadPool(FETCHED_AT_ONCE, task -> new Thread(task, "fetch-pictures"));

    Pictures(StoredPictures stored, LoadedEmbedder embedder, CurrentEmbedder current) {
        this.stored = stored;
        this.embedder = embedder;
        this.current = current;
    }

    /** What came of a picture. */
    sealed interface Outcome {
        record Embedded(Embedding embedding) implements Outcome {}

        /** See {@link UnusableException}. */
        record Unusable(String code, String reason) implements Outcome {}
    }

    /**
     * The embeddings of pictures by one version.
     *
     * @throws dev.atelier.contract.objects.StoreUnavailableException where the store is away
     * @throws NoEmbedderException where the version cannot be loaded; {@link CurrentEmbedder} is told where it never can
     */
    Map<StoredPicture, Outcome> embed(Manifest version, List<StoredPicture> pictures, LoadedEmbedder.Urgency urgency)
            throws InterruptedException {
        Map<StoredPicture, Outcome> outcomes = new LinkedHashMap<>();
        Set<StoredPicture> unknown = new LinkedHashSet<>();
        for (StoredPicture picture : pictures) {
            known.get(version.digest(), picture.sha256())
                    .ifPresentOrElse(
                            embedding -> outcomes.put(picture, new Outcome.Embedded(embedding)),
                            () -> unknown.add(picture));
        }
        Map<StoredPicture, Future<Picture>> fetched = new LinkedHashMap<>();
        unknown.forEach(picture -> fetched.put(picture, fetching.submit(() -> stored.square(picture, version))));
        Map<StoredPicture, Picture> squares = new LinkedHashMap<>();
        try {
            for (Map.Entry<StoredPicture, Future<Picture>> entry : fetched.entrySet()) {
                try {
                    squares.put(entry.getKey(), result(entry.getValue()));
                } catch (UnusableException e) {
                    outcomes.put(entry.getKey(), new Outcome.Unusable(e.code(), e.getMessage()));
                }
            }
        } finally {
            // Of a store that is away the first failure ends this: what is not begun would only pile up before the next
            // try.
            fetched.values().forEach(square -> square.cancel(false));
        }
        compute(version, squares, urgency).forEach((picture, vector) -> {
            Embedding embedding = new Embedding(version.digest(), vector);
            known.put(picture.sha256(), embedding);
            outcomes.put(picture, new Outcome.Embedded(embedding));
        });
        return outcomes;
    }

    private static Picture result(Future<Picture> square) throws InterruptedException, UnusableException {
        try {
            return square.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnusableException unusable) {
                throw unusable;
            } else if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("this worker ends, and fetches no more pictures");
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** In parts, so that a search that comes meanwhile waits for one of them only. */
    private Map<StoredPicture, FeatureVector> compute(
            Manifest version, Map<StoredPicture, Picture> squares, LoadedEmbedder.Urgency urgency) {
        List<StoredPicture> order = List.copyOf(squares.keySet());
        List<CompletableFuture<List<FeatureVector>>> parts = new ArrayList<>();
        for (int start = 0; start < order.size(); start += Embedder.LARGEST_BATCH) {
            List<Picture> part = order.subList(start, Math.min(start + Embedder.LARGEST_BATCH, order.size())).stream()
                    .map(squares::get)
                    .toList();
            parts.add(embedder.embed(version, part, urgency));
        }
        List<FeatureVector> vectors = new ArrayList<>();
        try {
            parts.forEach(part -> vectors.addAll(part.join()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoEmbedderException missing
                    && missing.getCause() instanceof InvalidArtefactException broken) {
                current.isBroken(version, broken.getMessage());
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
        Map<StoredPicture, FeatureVector> byPicture = new LinkedHashMap<>();
        for (int i = 0; i < vectors.size(); i++) {
            byPicture.put(order.get(i), vectors.get(i));
        }
        return byPicture;
    }

    @Override
    public void close() {
        fetching.shutdownNow();
        embedder.close();
    }
}
