package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import java.util.List;

/**
 * A champion that is asked in the words of newer data: values that it knows go to its own slots; those that it doesn't know
 * it is not told, and has to do without, as it would in production.
 */
final class OtherSchema implements Generator {
    private final Generator generator;
    private final int asked;
    /** For each of the generator's slots the asker's, −1 where the asker has no such value. */
    private final int[] places;

    OtherSchema(Generator generator, AttributeSchema its, AttributeSchema asker) {
        this.generator = generator;
        asked = asker.conditionSize();
        places = its.placesIn(asker);
    }

    @Override
    public int conditionSize() {
        return asked;
    }

    @Override
    public int latentSize() {
        return generator.latentSize();
    }

    @Override
    public PictureFormat picture() {
        return generator.picture();
    }

    @Override
    public List<Picture> generate(float[][] conditions, float[][] latents) {
        float[][] translated = new float[conditions.length][places.length];
        for (int i = 0; i < conditions.length; i++) {
            for (int slot = 0; slot < places.length; slot++) {
                translated[i][slot] = places[slot] < 0 ? 0 : conditions[i][places[slot]];
            }
        }
        return generator.generate(translated, latents);
    }

    @Override
    public void close() {
        generator.close();
    }
}
