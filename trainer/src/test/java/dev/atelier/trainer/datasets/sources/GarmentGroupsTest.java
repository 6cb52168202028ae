package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.datasets.sources.GarmentGroups.Group;
import dev.atelier.trainer.datasets.sources.Identifiers.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GarmentGroupsTest {

    private static Group garment(String category, String... stems) {
        return new Group(
                category,
                Arrays.stream(stems)
                        .map(stem -> new Identifier(stem, stem, Bin.TEXTURE))
                        .toList());
    }

    @Test
    void garmentsShareTheirTwoMostCommonIdentifiersOrOneOrHaveNoClass() {
        List<Group> garments = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            garments.add(garment("Tee", "rare" + i, "lace", "floral"));
        }
        garments.add(garment("Tee", "floral", "knit"));
        garments.add(garment("Tee", "floral"));
        garments.add(garment("Tee", "floral", "mesh"));
        garments.add(garment("Dress", "floral", "lace"));
        garments.add(garment("Tee"));

        GarmentGroups groups = new GarmentGroups(3, garments);

        assertThat(groups.of(garments.get(0))).contains(garment("Tee", "floral", "lace"));
        assertThat(groups.of(garments.get(5)))
                .as("too few have floral and knit, but three of the rest have floral")
                .contains(garment("Tee", "floral"));
        assertThat(groups.of(garments.get(6))).contains(garment("Tee", "floral"));
        assertThat(groups.of(garments.get(8))).as("the only dress").isEmpty();
        assertThat(groups.of(garments.get(9))).as("without an identifier").isEmpty();
    }
}
