package dev.atelier.standalone.downloads;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Compares a shard's tar file with its lines of the manifest. */
final class ShardCheck {
    private ShardCheck() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> wrong(Path file, List<ManifestLine> members) throws IOException {
        try (FileChannel shard = FileChannel.open(file)) {
            for (ManifestLine member : members) {
                if (member.offset() < 0 || member.size() < 0 || member.offset() + member.size() > shard.size()) {
                    return Optional.of("it ends before the picture of item '" + member.id() + "'");
                }
                ByteBuffer png = ByteBuffer.allocate(member.size());
                while (png.hasRemaining() && shard.read(png, member.offset() + png.position()) >= 0) {
                    // A read may bring less than was asked for.
                }
                if (!Sha256.of(png.array()).equals(member.sha256())) {
                    return Optional.of("the picture of item '" + member.id() + "' has another SHA-256");
                }
            }
            return Optional.empty();
        }
    }
}
