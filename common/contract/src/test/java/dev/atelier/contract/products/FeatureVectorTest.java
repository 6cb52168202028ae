package dev.atelier.contract.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.json.Json;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FeatureVectorTest {
    @Property(tries = 200)
    void everyVectorReadsBackToTheBitAndHasLengthOne(
            @ForAll @Size(min = 1, max = 64) List<@FloatRange(min = 0.01f, max = 1000) Float> drawn) throws Exception {
        float[] numbers = new float[drawn.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 2 == 0 ? drawn.get(i) : -drawn.get(i);
        }
        FeatureVector vector = FeatureVector.towards(numbers);

        byte[] json = Json.bytes(vector);

        assertThat(Json.mapper().readValue(json, FeatureVector.class)).isEqualTo(vector);
        assertThat(vector.cosine(vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void isTheBase64OfFloat32InLittleEndian() {
        FeatureVector vector = FeatureVector.towards(0, 2);

        assertThat(Base64.getDecoder().decode(vector.base64())).containsExactly(0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3F);
        assertThat(vector.toArray()).containsExactly(0, 1);
        assertThat(vector.cosine(FeatureVector.towards(3, 3))).isCloseTo(Math.sqrt(0.5), within(1e-6));
    }

    @Test
    void whatIsNoUnitVectorIsRefused() {
        assertThatThrownBy(() -> FeatureVector.towards(0, 0)).hasMessageContaining("no direction");
        assertThatThrownBy(() -> FeatureVector.towards(1, Float.NaN)).hasMessageContaining("no direction");
        assertThatThrownBy(() -> FeatureVector.parse("AACAPwAAgD8=")).hasMessageContaining("length 1");
        assertThatThrownBy(() -> FeatureVector.parse("AACAPwA=")).hasMessageContaining("float32");
        assertThatThrownBy(() -> FeatureVector.parse("")).hasMessageContaining("1 to 1024");
        assertThatThrownBy(() -> FeatureVector.towards(1, 0).cosine(FeatureVector.towards(1)))
                .hasMessageContaining("cannot be compared");
    }
}
