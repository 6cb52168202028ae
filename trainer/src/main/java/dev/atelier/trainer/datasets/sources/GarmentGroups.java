package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.sources.Identifiers.Identifier;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of garments that share their category and two attributes, or one: of a garment's identifiers the two that are most
 * frequent in the data set, if enough garments have the same two; else the most frequent one, if enough of the garments that
 * are left have that.
 */
final class GarmentGroups {

    private final int least;
    private final Map<Identifier, Integer> frequency = new HashMap<>();
    private final Map<Group, Integer> sizes = new HashMap<>();

    /**
     * What the garments of a class share.
     *
     * @param category its name
     * @param identifiers one or two, the more frequent one first
     */
    record Group(String category, List<Identifier> identifiers) {}

    /**
     * @param least garments of a class
     * @param garments category and identifiers of each garment
     */
    GarmentGroups(int least, List<Group> garments) {
        this.least = least;
        for (Group garment : garments) {
            garment.identifiers().forEach(identifier -> frequency.merge(identifier, 1, Integer::sum));
        }
        garments.forEach(garment -> first(garment, 2).ifPresent(group -> sizes.merge(group, 1, Integer::sum)));
        for (Group garment : garments) {
            if (first(garment, 2).filter(this::isLarge).isEmpty()) {
                first(garment, 1).ifPresent(group -> sizes.merge(group, 1, Integer::sum));
            }
        }
    }

    /**
     * The class of a garment.
     *
     * @param garment category and all identifiers
     * @return nothing where its classes would be too small or it has no identifier
     */
    Optional<Group> of(Group garment) {
        return first(garment, 2).filter(this::isLarge).or(() -> first(garment, 1)
                .filter(this::isLarge));
    }

    private boolean isLarge(Group group) {
        return sizes.getOrDefault(group, 0) >= least;
    }

    private Optional<Group> first(Group garment, int count) {
        if (garment.identifiers().size() < count) {
            return Optional.empty();
        }
        return Optional.of(new Group(
                garment.category(),
                garment.identifiers().stream()
                        .sorted(Comparator.comparing((Identifier i) -> -frequency.get(i))
                                .thenComparing(Identifier::stem))
                        .limit(count)
                        .toList()));
    }
}
