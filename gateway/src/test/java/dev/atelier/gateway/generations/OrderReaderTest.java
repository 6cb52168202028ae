package dev.atelier.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.gateway.problems.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderReaderTest {
    private static final String VALID =
            "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dress\",\"fabric\":[\"silk\",\"lace\"]},"
                    + "\"count\":3,\"seed\":12,\"version\":\"champion\"}";

    private static Order read(String json) {
        return OrderReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anOrderIsReadFieldByField() {
        Order order = read(VALID);
        assertThat(order.model()).isEqualTo("fashion");
        assertThat(order.attributes().values()).containsKeys("category", "fabric");
        assertThat(order.count()).isEqualTo(3);
        assertThat(order.seed()).hasValue(12);
        assertThat(order.version()).contains("champion");
    }

    @Test
    void countSeedAndVersionMayBeLeftOut() {
        Order order = read("{\"model\":\"m\",\"attributes\":{}}");
        assertThat(order.count()).isEqualTo(1);
        assertThat(order.seed()).isEmpty();
        assertThat(order.version()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"attributes\":{}} | /model",
                "{\"model\":\"m\"} | /attributes",
                "{\"model\":\"\",\"attributes\":{}} | /model",
                "{\"model\":null,\"attributes\":{}} | /model",
                "{\"model\":\"m\",\"attributes\":[]} | /attributes",
                "{\"model\":\"m\",\"attributes\":{\"a\":null}} | /attributes/a",
                "{\"model\":\"m\",\"attributes\":{\"a\":{\"b\":1}}} | /attributes/a",
                "{\"model\":\"m\",\"attributes\":{\"a\":[\"x\",2]}} | /attributes/a/1",
                "{\"model\":\"m\",\"attributes\":{\"a/b\":2}} | /attributes/a~1b",
                "{\"model\":\"m\",\"attributes\":{},\"count\":1.0} | /count",
                "{\"model\":\"m\",\"attributes\":{},\"count\":65} | /count",
                "{\"model\":\"m\",\"attributes\":{},\"count\":-1} | /count",
                "{\"model\":\"m\",\"attributes\":{},\"count\":99999999999999999999} | /count",
                "{\"model\":\"m\",\"attributes\":{},\"seed\":-1} | /seed",
                "{\"model\":\"m\",\"attributes\":{},\"seed\":9007199254740992} | /seed",
                "{\"model\":\"m\",\"attributes\":{},\"seed\":null} | /seed",
                "{\"model\":\"m\",\"attributes\":{},\"version\":1} | /version",
                "{\"model\":\"m\",\"attributes\":{},\"cuont\":1} | /cuont",
                "{\"model\":\"m\",\"attributes\":{},\"latent\":3} | /latent",
                "{\"model\":\"m\",\"attributes\":{},\"latent\":{}} | /latent/seed",
                "{\"model\":\"m\",\"attributes\":{},\"latent\":{\"seed\":1,\"index\":-1}} | /latent/index",
                "{\"model\":\"m\",\"attributes\":{},\"latent\":{\"sed\":1,\"seed\":1}} | /latent/sed",
                "{\"model\":\"m\",\"attributes\":{},\"seed\":1,\"latent\":{\"seed\":1}} | /seed",
                "{\"model\":\"m\",\"attributes\":{},\"truncation\":0} | /truncation",
                "{\"model\":\"m\",\"attributes\":{},\"truncation\":1.01} | /truncation",
                "{\"model\":\"m\",\"attributes\":{},\"truncation\":1e-9} | /truncation",
                "{\"model\":\"m\",\"attributes\":{},\"truncation\":\"1\"} | /truncation",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":0.3} | /variation",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"strength\":0.3}} | /variation/of",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"of\":{\"seed\":1}}} | /variation/strength",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"of\":{},\"strength\":0.3}} | /variation/of/seed",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"of\":{\"seed\":1},\"strength\":0}} | /variation/strength",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"of\":{\"seed\":1},\"strength\":1.1}} | /variation/strength",
                "{\"model\":\"m\",\"attributes\":{},\"variation\":{\"of\":{\"seed\":1},\"strength\":0.3,\"by\":1}} | /variation/by",
                "{\"model\":\"m\",\"attributes\":{},\"count\":2,\"variation\":{\"of\":{\"seed\":1},\"strength\":0.3},\"interpolate\":{\"to\":{\"latent\":{\"seed\":1}}}} | /variation",
                "{\"model\":\"m\",\"attributes\":{},\"interpolate\":{\"to\":{\"latent\":{\"seed\":1}}}} | /count",
                "{\"model\":\"m\",\"attributes\":{},\"count\":2,\"interpolate\":{}} | /interpolate/to",
                "{\"model\":\"m\",\"attributes\":{},\"count\":2,\"interpolate\":{\"to\":{}}} | /interpolate/to/attributes",
                "{\"model\":\"m\",\"attributes\":{},\"count\":2,\"interpolate\":{\"to\":{\"attributes\":{\"a\":1}}}} | /interpolate/to/attributes/a",
                "{\"model\":\"m\",\"attributes\":{},\"grid\":\"type\"} | /grid",
                "{\"model\":\"m\",\"grid\":{}} | /grid/rows",
                "{\"model\":\"m\",\"grid\":{\"rows\":7}} | /grid/rows",
                "{\"model\":\"m\",\"grid\":{\"rows\":\"a\",\"columns\":\"a\"}} | /grid/columns",
                "{\"model\":\"m\",\"grid\":{\"rows\":\"a\",\"colums\":\"b\"}} | /grid/colums",
                "{\"model\":\"m\",\"grid\":{\"rows\":\"a\"},\"count\":2} | /count",
                "{\"model\":\"m\",\"grid\":{\"rows\":\"a\"},\"interpolate\":{\"to\":{\"latent\":{\"seed\":1}}}} | /interpolate",
            })
    void aMistakeIsToldWithItsPlace(String json, String pointer) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().errors())
                .singleElement()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo(pointer)));
    }

    @Test
    void aMisspelledFieldIsAnsweredWithTheClosestOne() {
        assertThatThrownBy(() -> read("{\"model\":\"m\",\"attributes\":{},\"cuont\":1}"))
                .hasMessageContaining("did you mean 'count'");
    }

    @Test
    void theDigestDoesNotDependOnTheOrderOfFieldsOrValues() {
        String other = "{\"version\":\"champion\",\"seed\":12,\"count\":3,"
                + "\"attributes\":{\"fabric\":[\"lace\",\"silk\"],\"category\":\"Dress\"},\"model\":\"fashion\"}";
        assertThat(read(other).digest()).isEqualTo(read(VALID).digest());
    }

    @Test
    void anExperimentIsReadAndPartOfTheDigest() {
        String plain = "{\"model\":\"m\",\"attributes\":{},\"count\":3";
        Order order = read(plain + ",\"latent\":{\"seed\":7},\"truncation\":0.50,"
                + "\"interpolate\":{\"to\":{\"attributes\":{\"category\":\"Bag\"}}}}");

        assertThat(order.seed()).hasValue(7);
        assertThat(order.experiment().truncation()).hasToString("Optional[0.5]");
        assertThat(order.experiment().interpolate().orElseThrow().to().attributes())
                .isPresent();
        String digest = read(plain + "}").digest();
        assertThat(read(plain + ",\"truncation\":0.5}").digest()).isNotEqualTo(digest);
        assertThat(read(plain + ",\"latent\":{\"seed\":7}}").digest()).isNotEqualTo(digest);
        assertThat(read(plain + ",\"truncation\":1.0}").digest()).isEqualTo(digest);
        String near = plain + ",\"variation\":{\"of\":{\"seed\":7},\"strength\":0.3}}";
        assertThat(read(near).digest())
                .isNotEqualTo(digest)
                .isEqualTo(read(near.replace("0.3", "0.30")).digest())
                .isNotEqualTo(read(near.replace("0.3", "0.4")).digest());
    }

    @Test
    void aGridIsReadAndPartOfTheDigest() {
        Order order = read("{\"model\":\"m\",\"grid\":{\"rows\":\"type\",\"columns\":\"colour\"}}");

        assertThat(order.grid()).contains(new GridAxes("type", Optional.of("colour")));
        assertThat(order.attributes().values()).isEmpty();
        assertThat(read("{\"model\":\"m\",\"grid\":{\"rows\":\"type\"}}").digest())
                .isNotEqualTo(order.digest())
                .isNotEqualTo(read("{\"model\":\"m\",\"attributes\":{}}").digest());
    }

    @Test
    void everyFieldChangesTheDigest() {
        String digest = read(VALID).digest();
        assertThat(VALID.replace("fashion", "other"))
                .satisfies(json -> assertThat(read(json).digest()).isNotEqualTo(digest));
        assertThat(read(VALID.replace("Dress", "Coat")).digest()).isNotEqualTo(digest);
        assertThat(read(VALID.replace("\"count\":3", "\"count\":4")).digest()).isNotEqualTo(digest);
        assertThat(read(VALID.replace("\"seed\":12,", "")).digest()).isNotEqualTo(digest);
        assertThat(read(VALID.replace("champion", "challenger")).digest()).isNotEqualTo(digest);
    }

    @Property
    void randomBytesAreAnOrderOrAProblemAndNothingElse(@ForAll @Size(max = 200) byte[] bytes) {
        try {
            OrderReader.read(bytes);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isIn(400, 422);
        }
    }

    @Property
    void anOrderWithOneByteChangedIsAnOrderOrAProblemAndNothingElse(@ForAll byte changed, @ForAll int place) {
        byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
        bytes[Math.floorMod(place, bytes.length)] = changed;
        randomBytesAreAnOrderOrAProblemAndNothingElse(bytes);
    }
}
