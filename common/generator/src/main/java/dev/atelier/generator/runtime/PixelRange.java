package dev.atelier.generator.runtime;

import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.Tanh;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a generating network's numbers mean as pixels; its last layer says it. */
public enum PixelRange {
    /** 0 to 1, by a sigmoid. */
    UNIT(1, 0),
    /** −1 to 1, by a tanh. */
    SIGNED(0.5f, 0.5f);

    private final float scale;
    private final float shift;

    PixelRange(float scale, float shift) {
        this.scale = scale;
        this.shift = shift;
    }

    /** @throws IllegalArgumentException where the network ends with something else */
    public static PixelRange of(NetworkSpec spec) {
        LayerSpec last = spec.layers().get(spec.layers().size() - 1);
        if (last instanceof Sigmoid.Spec) {
            return UNIT;
        }
        if (last instanceof Tanh.Spec) {
            return SIGNED;
        }
        throw new IllegalArgumentException("a generator's last layer must be sigmoid or tanh, which says what range its"
                + " pixels have; this one's is " + last);
    }

    /** Pictures with values from 0 to 1 as the network would make them. */
    public INDArray ofUnit(INDArray pictures) {
        return this == UNIT ? pictures : pictures.sub(shift).divi(scale);
    }

    /** The nearest of 0 to 255; halves go up. As Math.round, exact in double, at a fifth of its time. */
    byte pixel(float value) {
        float nearest = (value * scale + shift) * 255;
        return (byte) Math.max(0, Math.min(255, (int) (nearest + 0.5)));
    }
}
