package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.ExampleLine;
import dev.atelier.trainer.datasets.PreparedManifest;
import dev.atelier.trainer.datasets.Split;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One run of a {@link Preparer}: pictures first, then the examples' lines, the manifest last. */
final class Preparation implements AutoCloseable {

    private static final int FILE_SIZE = 64 << 20;
    private static final int CHANNELS = 3;

    private final Preparer preparer;
    private final Source source;
    private final Path folder;
    private final int perFile;
    private final Findings findings = new Findings();
    private final Map<Split, PictureFiles> files = new EnumMap<>(Split.class);
    private final Map<String, String> entryOfPicture = new HashMap<>();
    private final List<Candidate> kept = new ArrayList<>();
    private final Set<String> learned = new HashSet<>();

    Preparation(Preparer preparer, Source source, Path folder) {
        this.preparer = preparer;
        this.source = source;
        this.folder = folder;
        perFile = Math.max(1, FILE_SIZE / (CHANNELS * preparer.side() * preparer.side()));
        for (Split split : Split.values()) {
            files.put(split, new PictureFiles(folder, split.fileName(), perFile));
        }
    }

    void run(Preparer.Progress progress) throws IOException {
        // Training pictures first: a picture that is in both splits stays there, and its class is known as learned.
        List<Candidate> candidates = source.candidates(findings).stream()
                .sorted(Comparator.comparing(Candidate::split))
                .toList();
        int[] done = {0};
        InOrder.each(candidates, candidate -> Outcome.of(preparer, source, candidate), (candidate, outcome) -> {
            take(candidate, outcome);
            progress.done(++done[0], candidates.size());
        });
        close();
        if (files.get(Split.TRAINING).count() == 0) {
            throw new DataSetException(source.description() + " has no training picture that can be used; left out: "
                    + findings.skipped());
        }
        if (files.get(Split.HELD_OUT).count() == 0) {
            throw new DataSetException(source.description() + " has no held-out picture that can be used, so that no"
                    + " model could be measured; left out: " + findings.skipped());
        }
        Classes classes = SchemaOfData.classes(source.attributes(), kept);
        writeExamples(classes);
        writeManifest(classes);
    }

    private void take(Candidate candidate, Outcome outcome) throws IOException {
        if (outcome instanceof Outcome.Unusable unusable) {
            findings.skip(unusable.reason(), unusable.detail());
            return;
        }
        String group = candidate.group().name();
        if (candidate.split() == Split.HELD_OUT && !learned.contains(group)) {
            findings.skip("class without a training picture", candidate.place());
            return;
        }
        Outcome.Square square = (Outcome.Square) outcome;
        square.remarks().forEach(remark -> findings.remark(remark, candidate.entry()));
        // The same picture in both splits would be known to the model that is tested with it.
        String other = entryOfPicture.putIfAbsent(Sha256.of(square.pixels()), candidate.entry());
        if (other == null) {
            files.get(candidate.split()).add(square.pixels());
            kept.add(candidate);
            learned.add(group);
        } else {
            findings.skip("same picture as another", candidate.entry() + " is " + other);
        }
    }

    private void writeExamples(Classes classes) throws IOException {
        Map<String, Integer> labels = new HashMap<>();
        for (int label = 0; label < classes.size(); label++) {
            labels.put(classes.name(label), label);
        }
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(PreparedManifest.EXAMPLES))) {
            for (Candidate candidate : kept) {
                ExampleLine line = new ExampleLine(
                        candidate.id(),
                        candidate.split(),
                        labels.get(candidate.group().name()),
                        classes.schema().select(SchemaOfData.restricted(candidate.attributes(), classes.schema())));
                out.write(Json.mapper().writeValueAsString(line));
                out.write('\n');
            }
        }
    }

    private void writeManifest(Classes classes) throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        Map<Split, Integer> counts = new EnumMap<>(Split.class);
        files.forEach((split, pictures) -> {
            parts.putAll(pictures.files());
            counts.put(split, pictures.count());
        });
        Path examples = folder.resolve(PreparedManifest.EXAMPLES);
        parts.put(PreparedManifest.EXAMPLES, new Part(Sha256.of(examples), Files.size(examples)));
        Map<String, String> settings = new TreeMap<>(source.settings());
        settings.put("size", String.valueOf(preparer.side()));
        settings.put("squares", preparer.squares().name().toLowerCase(Locale.ROOT));
        PictureFormat format = new PictureFormat(preparer.side(), preparer.side(), CHANNELS);
        PreparedManifest manifest = new PreparedManifest(
                PreparedManifest.VERSION,
                preparer.name(),
                PreparedManifest.digestOf(format, classes.schema(), classes.all(), parts),
                source.description(),
                settings,
                format,
                perFile,
                counts,
                classes.schema(),
                classes.all(),
                parts,
                findings.skipped(),
                findings.remarks());
        Files.writeString(folder.resolve(PreparedManifest.FILE), Json.pretty(manifest));
    }

    @Override
    public void close() throws IOException {
        PictureFiles.closeAll(files.values());
    }
}
