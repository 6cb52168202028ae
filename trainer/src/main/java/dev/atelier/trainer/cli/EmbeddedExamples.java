package dev.atelier.trainer.cli;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.trainer.datasets.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The vectors of examples. */
final class EmbeddedExamples {

    private EmbeddedExamples() {}

    /** @return [examples, dimensions], each of length 1 */
    static float[][] of(Embedder embedder, Examples examples, IntConsumer progress) {
        float[][] vectors = new float[examples.count()][];
        for (int start = 0; start < vectors.length; start += Embedder.LARGEST_BATCH) {
            int end = Math.min(start + Embedder.LARGEST_BATCH, vectors.length);
            List<Picture> pictures = new ArrayList<>();
            for (int i = start; i < end; i++) {
                pictures.add(examples.picture(i));
            }
            int first = start;
            List<float[]> part = embedder.embed(pictures).stream()
                    .map(vector -> vector.toArray())
                    .toList();
            for (int i = 0; i < part.size(); i++) {
                vectors[first + i] = part.get(i);
            }
            progress.accept(end);
        }
        return vectors;
    }
}
