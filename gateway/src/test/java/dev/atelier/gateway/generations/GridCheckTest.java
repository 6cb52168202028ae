package dev.atelier.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Combinations;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.gateway.problems.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridCheckTest {
    private static final Attribute TYPE = Attribute.oneOf("type", List.of("bag", "coat"));
    private static final Attribute COLOUR = Attribute.oneOf("colour", List.of("red", "blue"));
    private static final Attribute FABRIC = Attribute.manyOf("fabric", List.of("lace", "silk"));
    private static final Attribute SEASON = Attribute.oneOf("season", List.of("summer", "winter"));
    private static final Selection NOTHING = Selection.of(Map.of());

    private final List<FieldError> errors = new ArrayList<>();

    private Optional<Grid> resolve(AttributeSchema schema, String rows, String columns, Selection fixed) {
        GridAxes axes = new GridAxes(rows, Optional.of(columns).filter(name -> !name.isEmpty()));
        return new GridCheck(schema, errors).resolve(axes, fixed);
    }

    private static Attribute many(String name, int values) {
        return Attribute.oneOf(
                name, IntStream.range(0, values).mapToObj(i -> name + i).toList());
    }

    @Test
    void cellsComeRowByRowWithAllTheirAttributes() {
        Grid grid = resolve(
                        AttributeSchema.of(COLOUR, TYPE, FABRIC, SEASON),
                        "type",
                        "colour",
                        Selection.of(Map.of("season", "winter")))
                .orElseThrow();

        assertThat(grid.cells().stream().map(Selection::label))
                .containsExactly("red, winter, bag", "blue, winter, bag", "red, winter, coat", "blue, winter, coat");
        assertThat(grid.cells().get(0).manyOf()).containsExactly("fabric");
    }

    @Test
    void combinationsThatTheModelCannotMakeAreLeftOut() {
        AttributeSchema schema = new AttributeSchema(
                AttributeSchema.VERSION,
                List.of(TYPE, COLOUR),
                Optional.of(new Combinations(
                        List.of("colour", "type"), List.of(List.of("blue", "bag"), List.of("red", "coat")))));

        assertThat(resolve(schema, "type", "colour", NOTHING).orElseThrow().cells().stream()
                        .map(Selection::label))
                .containsExactly("blue, bag", "red, coat");
    }

    @Test
    void aGridOfNothingThatTheModelCanMakeIsRefusedWithWhatItCan() {
        AttributeSchema schema = new AttributeSchema(
                AttributeSchema.VERSION,
                List.of(TYPE, COLOUR),
                Optional.of(new Combinations(List.of("type"), List.of(List.of("coat")))));

        assertThatThrownBy(() -> resolve(schema, "colour", "", Selection.of(Map.of("type", "bag"))))
                .isInstanceOf(SchemaViolation.class)
                .hasMessageContaining("nearest combination it can make is [coat]");
    }

    @Test
    void anAttributeThatIsNeitherVariedNorGivenIsAskedFor() {
        assertThatThrownBy(() -> resolve(AttributeSchema.of(TYPE, COLOUR, SEASON), "type", "colour", NOTHING))
                .isInstanceOf(SchemaViolation.class)
                .hasMessageContaining("'season' is missing");
    }

    @Test
    void tooManyCombinationsAreCountedWithAWayOut() {
        assertThat(resolve(AttributeSchema.of(many("a", 13), many("b", 5)), "a", "b", NOTHING))
                .isEmpty();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/grid");
            assertThat(error.message())
                    .startsWith("The grid would have 65 pictures, of 13 values of 'a' and 5 values of 'b'; at most 64")
                    .contains("fix one of them");
        });
    }

    @Test
    void aHugeGridIsRefusedByItsSizeAlone() {
        resolve(AttributeSchema.of(many("a", 100), many("b", 100)), "a", "b", NOTHING);

        assertThat(errors).singleElement().satisfies(error -> assertThat(error.message())
                .contains("would have 10000 pictures"));
    }

    @Test
    void eachMistakeIsToldWithItsPlace() {
        AttributeSchema schema = AttributeSchema.of(TYPE, COLOUR, FABRIC);

        resolve(schema, "typ", "fabric", NOTHING);
        resolve(schema, "type", "colour", Selection.of(Map.of("colour", "red")));

        assertThat(errors.stream().map(FieldError::pointer))
                .containsExactly("/grid/rows", "/grid/columns", "/attributes/colour");
        assertThat(errors.get(0).closest()).startsWith("type");
        assertThat(errors.get(1).message()).contains("takes any number of values");
        assertThat(errors.get(2).message()).contains("must not name one");
    }
}
