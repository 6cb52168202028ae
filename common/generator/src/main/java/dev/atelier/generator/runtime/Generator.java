package dev.atelier.generator.runtime;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.images.Picture;
import java.util.List;

/**
 * A model that makes pictures from conditions: whatever the kind of network, this is all that others see.
 *
 * <p>A picture is a function of the model's numbers, its condition and its latent alone; which other pictures are asked for
 * in the same call changes no byte. A generator serves one call at a time, and belongs on one thread: that thread's scratch
 * memory is kept for its next call.
 */
public interface Generator extends AutoCloseable {

    /** The length of a condition vector, 0 for an unconditional model. */
    int conditionSize();

    /** The length of a latent vector. */
    int latentSize();

    PictureFormat picture();

    /**
     * Makes one picture for each condition with its latent.
     *
     * @param conditions [count][conditionSize]
     * @param latents [count][latentSize]
     * @return the pictures in the same order
     * @throws IllegalArgumentException where the counts or lengths don't fit; says which
     * @throws IllegalStateException where the network computes something that is no number
     */
    List<Picture> generate(float[][] conditions, float[][] latents);

    /**
     * Makes one picture for each condition with the latent that (seed, index) stands for, see {@link Latents}.
     *
     * @param indexes a picture's place within its request, from 0
     */
    default List<Picture> generate(float[][] conditions, long[] seeds, int[] indexes) {
        if (seeds.length != indexes.length) {
            throw new IllegalArgumentException(seeds.length + " seeds don't go with " + indexes.length + " indexes");
        }
        float[][] latents = new float[seeds.length][latentSize()];
        for (int i = 0; i < seeds.length; i++) {
            Latents.fill(seeds[i], indexes[i], latents[i], 0, latentSize());
        }
        return generate(conditions, latents);
    }

    /** Makes one picture. */
    default Picture generate(PictureInput input) {
        return generate(new float[][] {input.condition()}, new float[][] {input.latent()})
                .get(0);
    }

    /** Gives the model's memory back. */
    @Override
    void close();
}
