package dev.atelier.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.gateway.index.ProductFilter;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchReaderTest {
    private static Search read(String json) {
        return SearchReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> mistakes(String json) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));
        return problem.problem().errors().stream().map(FieldError::pointer).toList();
    }

    @Test
    void aSearchHasTenResultsAndNoFilterUnlessItSaysSo() {
        Search search = read("{\"store\": \"shop\", \"by\": {\"product\": \"sku-1\"}}");
        assertThat(search).isEqualTo(new Search("shop", new By.Similar("sku-1"), ProductFilter.NONE, 10));
    }

    @Test
    void aPictureOfAJobIsItsFirstUnlessItSaysSo() {
        assertThat(read("{\"store\": \"shop\", \"by\": {\"job\": \"j\"}}").by()).isEqualTo(new By.Generated("j", 0));
        assertThat(read("{\"store\": \"shop\", \"by\": {\"job\": \"j\", \"index\": 63}}")
                        .by())
                .isEqualTo(new By.Generated("j", 63));
    }

    @Test
    void aFilterHasValuesOfAttributesBoundsOfThePriceAndTheStock() {
        Search search = read(
                "{\"store\": \"shop\", \"by\": {\"product\": \"a\"}, \"filter\": {\"attributes\": {\"colour\":"
                        + " [\"Red\", \"Blue\"], \"type\": \"Dress\"}, \"price\": {\"from\": 1.5}, \"inStock\": false}}");
        assertThat(search.filter())
                .isEqualTo(new ProductFilter(
                        Map.of("colour", List.of("Red", "Blue"), "type", List.of("Dress")),
                        Optional.of(new BigDecimal("1.5")),
                        Optional.empty(),
                        Optional.of(false)));
    }

    @Test
    void allMistakesAreToldWithTheirPlaces() {
        assertThat(mistakes("{\"by\": {\"produkt\": \"a\"}, \"count\": 0}"))
                .containsExactlyInAnyOrder("/store", "/by/produkt", "/by", "/count");
        assertThat(mistakes("{\"store\": \"shop\"}")).containsExactly("/by");
        assertThat(mistakes("{\"store\": \"shop\", \"by\": {\"job\": 1, \"index\": 64, \"product\": \"a\"}}"))
                .containsExactlyInAnyOrder("/by/product", "/by/job", "/by/index");
        assertThat(mistakes("{\"store\": \"shop\", \"by\": {\"attributes\": {}}}"))
                .containsExactly("/by/model");
        assertThat(mistakes(
                        "{\"store\": \"shop\", \"by\": {\"product\": \"a\"}, \"filter\": {\"price\": {\"from\": \"1\","
                                + " \"until\": 3}, \"inStock\": \"yes\"}}"))
                .containsExactlyInAnyOrder("/filter/price/from", "/filter/price/until", "/filter/inStock");
    }
}
