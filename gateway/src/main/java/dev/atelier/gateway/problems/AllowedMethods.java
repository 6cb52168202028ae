package dev.atelier.gateway.problems;

import dev.atelier.gateway.generations.EventsResource;
import dev.atelier.gateway.generations.GenerationsResource;
import dev.atelier.gateway.images.ImagesResource;
import dev.atelier.gateway.models.ModelsResource;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The methods that a path takes, for the Allow header (RFC 9110, 15.5.6): the framework leaves it out. */
final class AllowedMethods {
    private static final List<Class<?>> RESOURCES = List.of(
            GenerationsResource.class,
            EventsResource.class,
            ImagesResource.class,
            ModelsResource.class,
            ProblemsResource.class);

    private AllowedMethods() {}

    static SortedSet<String> of(String path) {
        var methods = new TreeSet<String>();
        for (Class<?> resource : RESOURCES) {
            String root = resource.getAnnotation(Path.class).value();
            for (Method method : resource.getDeclaredMethods()) {
                Path below = method.getAnnotation(Path.class);
                String template = below == null ? root : root + "/" + below.value();
                httpMethod(method)
                        .filter(name -> path.matches(pattern(template)))
                        .ifPresent(methods::add);
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst();
    }

    private static String pattern(String template) {
        return template.replaceAll("\\{[^/]*}", "[^/]+");
    }
}
