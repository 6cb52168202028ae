package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.datasets.sources.Identifiers.Identifier;
import dev.atelier.trainer.datasets.sources.ListFile.NamedType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The traps of the official list, each on a made-up list. */
class IdentifiersTest {

    private static Identifiers of(Object... namesAndTypes) {
        List<NamedType> list = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            list.add(new NamedType((String) namesAndTypes[i], (int) namesAndTypes[i + 1]));
        }
        return new Identifiers(list);
    }

    private static List<String> stems(Identifiers identifiers) {
        return identifiers.all().stream().map(Identifier::stem).toList();
    }

    @Test
    void wordsOfOneStemAreOneIdentifierWithTheNameOfTheMostFrequentWord() {
        Identifiers identifiers = of("zipped", 4, "zipper", 4, "zippered", 4, "zip", 4, "zip hem", 4);

        assertThat(stems(identifiers)).containsExactly("hem", "zip");
        assertThat(identifiers.all()).extracting(Identifier::name).containsExactly("hem", "zip");
        assertThat(identifiers.of(0)).isEqualTo(identifiers.of(3));
        assertThat(identifiers.of(4)).hasSize(2);
    }

    @Test
    void modifiersAreTakenFromNamesAndWhatWasOnlyThatHasNoIdentifier() {
        Identifiers identifiers = of(
                "abstract", 1, "print", 1, "faux", 2, "abstract geo print", 1, "tribal-inspired", 1, "faux leather", 2);

        assertThat(stems(identifiers)).containsExactly("geo", "leath", "trib");
        assertThat(identifiers.of(0)).isEmpty();
        assertThat(identifiers.of(2)).isEmpty();
        assertThat(identifiers.of(3)).extracting(Identifier::stem).containsExactly("geo");
    }

    @Test
    void whatIsLeftOfAWordStaysAnIdentifierAsInThePublishedPreparation() {
        Identifiers identifiers = of("abstract printed", 1, "faux-wrap", 3);

        assertThat(stems(identifiers)).containsExactly("-wrap", "ed");
        assertThat(identifiers.all()).extracting(Identifier::name).containsExactly("faux-wrap", "printed");
    }

    @Test
    void theBinIsThatOfMostAttributesAndOfTheFirstOfEquals() {
        Identifiers identifiers = of(
                "floral",
                1,
                "floral lace",
                2,
                "floral maxi",
                3,
                "floral print",
                1, // texture by 2 of 4
                "denim",
                2,
                "denim pencil",
                3, // one each
                "knit",
                2);

        assertThat(bin(identifiers, "flor")).isEqualTo(Bin.TEXTURE);
        assertThat(bin(identifiers, "denim")).isEqualTo(Bin.FABRIC);
        assertThat(bin(identifiers, "pencil")).isEqualTo(Bin.SHAPE);
    }

    @Test
    void attributesOfStyleCountNeitherAsIdentifiersNorForABin() {
        Identifiers identifiers = of("party", 5, "rose", 5, "rose garden", 5, "rose skater", 3);

        assertThat(stems(identifiers)).containsExactly("ros", "skat");
        assertThat(bin(identifiers, "ros")).isEqualTo(Bin.SHAPE);
        assertThat(identifiers.of(0)).isEmpty();
        assertThat(identifiers.of(1))
                .as("its word is an identifier, but not by this attribute")
                .isEmpty();
    }

    private static Bin bin(Identifiers identifiers, String stem) {
        return identifiers.all().stream()
                .filter(i -> i.stem().equals(stem))
                .findFirst()
                .orElseThrow()
                .bin();
    }
}
