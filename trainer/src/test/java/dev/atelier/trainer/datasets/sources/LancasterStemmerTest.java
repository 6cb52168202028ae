package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words up to "cement" are the examples that NLTK's implementation gives for each way a rule can go. */
class LancasterStemmerTest {

    @ParameterizedTest
    @CsvSource({
        "maximum, maxim",
        "presumably, presum",
        "multiply, multiply",
        "provision, provid",
        "owed, ow",
        "ear, ear",
        "saying, say",
        "crying, cry",
        "string, string",
        "meant, meant",
        "cement, cem",
        "floral, flor",
        "animal, anim",
        "ankle, ankl",
        "zipped, zip",
        "zippered, zip",
        "a-line, a-line",
        "zip-pocket, zip-pocket",
        "-wrap, -wrap",
        "ed, ed"
    })
    void wordsBecomeTheirPublishedStems(String word, String stem) {
        assertThat(LancasterStemmer.stem(word)).isEqualTo(stem);
    }
}
