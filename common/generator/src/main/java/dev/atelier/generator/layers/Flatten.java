package dev.atelier.generator.layers;

/** Any shape to one vector per example, in C order: a {@link Reshape} that finds its size by itself. */
public final class Flatten {

    private Flatten() {}

    public record Spec() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return Reshape.at(site, new long[] {Reshape.size(site.shape())});
        }
    }
}
