package dev.atelier.gateway.problems;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
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
@Singleton
class AllowedMethods {
    private final List<? extends Class<?>> resources;

    AllowedMethods(@Any Instance<HttpResource> resources) {
        this.resources = resources
                .handlesStream()
                .map(handle -> handle.getBean().getBeanClass())
                .toList();
    }

    SortedSet<String> of(String path) {
        var methods = new TreeSet<String>();
        for (Class<?> resource : resources) {
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
