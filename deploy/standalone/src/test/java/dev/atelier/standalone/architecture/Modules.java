package dev.atelier.standalone.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of the project's modules, tests left out. */
final class Modules {
    static final List<String> COMMON = List.of("common/contract", "common/generator");
    static final List<String> SERVICES = List.of("gateway", "workers", "trainer");
    static final List<String> DEPLOY = List.of("deploy/infrastructure", "deploy/standalone");
    private static final Path ROOT = Path.of(System.getProperty("atelier.root"));

    private Modules() {}

    static JavaClasses of(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(
                    classes + " is missing: build the modules first, e.g. mvn -pl deploy/standalone -am test");
        }
        return new ClassFileImporter().importPath(classes);
    }
}
