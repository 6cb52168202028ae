package dev.atelier.generator.layers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two ways side by side, blended: y = (1 − α)·old(x) + α·new(x), by which a progressively growing network (Karras et al.
 * 2018) takes in a new block. α is no weight but a running statistic called {@code fade.alpha}, from 0 to 1, which whoever
 * trains the network moves; it starts at 0.
 */
public final class Fade implements Layer {

    private final Layer before;
    private final Layer after;
    private final Parameter alpha;

    private Fade(Layer before, Layer after, Parameter alpha) {
        this.before = before;
        this.after = after;
        this.alpha = alpha;
    }

    /**
     * In words; parameters are called {@code old.…} and {@code new.…}.
     *
     * @param before what the network did until now
     * @param after what it is to do; the same output shape
     */
    public record Spec(
            @JsonProperty("old") List<LayerSpec> before,
            @JsonProperty("new") List<LayerSpec> after) implements LayerSpec {

        public Spec {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public Layer build(Site site) {
            Site old = site.inside("old");
            Site fresh = site.inside("new");
            Layer before = new Sequential.Spec(this.before).build(old);
            Layer after = new Sequential.Spec(this.after).build(fresh);
            if (!Arrays.equals(old.shape(), fresh.shape())) {
                throw site.wrong("fades from " + Arrays.toString(old.shape()) + " to another shape, "
                        + Arrays.toString(fresh.shape()));
            }
            site.become(fresh.shape());
            return new Fade(before, after, site.statistic("fade.alpha", 0, 1));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        double share = share();
        INDArray old = before.forward(x, pass);
        INDArray fresh = after.forward(x, pass);
        // Either may be the array that came in, which is not to be written to.
        INDArray y = old.muli(1 - share, Ops.like(old));
        return y.addi(fresh.muli(share, Ops.like(fresh)));
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        double share = share();
        INDArray fresh = after.backward(dy.muli(share, Ops.like(dy)), pass);
        INDArray old = before.backward(dy.muli(1 - share, Ops.like(dy)), pass);
        return fresh.addi(old, Ops.like(fresh));
    }

    private double share() {
        return alpha.value().getDouble(0);
    }

    @Override
    public long multiplyAdds() {
        return before.multiplyAdds() + after.multiplyAdds();
    }
}
