package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.groundswell.gateway.StubService.Asked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Who may do what at each of the gateway's addresses. It knows nobody: what passes to a
 * service passes with what its caller showed, for the service to judge, and pages are the
 * same for everybody; what is kept from others is the forms. An address without a row
 * fails, as does a row without an address.
 */
@TestPropertySource(properties = "groundswell.limits.enabled=false")
class AccessTest extends GatewayTest {

    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2ln";

    /** What callers show, be it good, stolen or made up. */
    private static final Map<String, Map<String, String>> CALLERS = new TreeMap<>(
            Map.of("anonymous", Map.of(), "bearer", Map.of("Authorization", "Bearer " + TOKEN), "alg: none",
                    Map.of("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ."), "pledger",
                    Map.of("Authorization", "Pledge c2VjcmV0"), "service",
                    Map.of("Authorization", "Basic c2VydmljZTpzZWNyZXQ="), "browser",
                    Map.of("Cookie", "groundswell-token=" + TOKEN)));

    /** Forms, by what they are sent as. */
    private static final Map<String, String> FORMS = Map.of("POST /campaigns/{slug}/pledges",
            "words=own&text=I+will&people=1&key=0123456789abcdef", "POST /pledges/{id}/withdraw", "secret=c2VjcmV0",
            "POST /sign-in", "email=ann%40example.org", "POST /sign-in/confirm", "token=abc", "POST /sign-out", "",
            "POST /invitations/accept", "token=abc");

    private static final Set<String> PAGES = Set.of("GET /", "GET /campaigns/{slug}", "GET /campaigns/{slug}/pledges",
            "GET /campaigns/{slug}/check-your-email", "GET /pledges/{id}", "GET /pledges/{id}/withdraw",
            "GET /pledges/confirm", "GET /sign-in", "GET /sign-in/check-your-email", "GET /sign-in/confirm",
            "GET /invitations/accept", "GET /problems/{name}", "GET /api/health", "GET /api/openapi.json");

    /** The token in it is all that it takes, and no cookie is looked at. */
    private static final String CONFIRMATION = "POST /pledges/confirm";

    /** What passes to a service, all of it in the OpenAPI document. */
    private static final Map<String, List<String>> ROUTES = Map.of("pledge",
            List.of("/api/campaigns/{slug}/pledges", "/api/campaigns/{slug}/pledges/batch",
                    "/api/campaigns/{slug}/pledges/audit", "/api/campaigns/{slug}/pledges/held",
                    "/api/campaigns/{slug}/pledges/{id}/release", "/api/campaigns/{slug}/pledges/{id}/remove",
                    "/api/pledges/{id}", "/api/pledges/confirm"),
            "analytics",
            List.of("/api/campaigns/{slug}/tally", "/api/campaigns/{slug}/tally/stream",
                    "/api/campaigns/{slug}/history", "/api/campaigns/{slug}/recount", "/api/tallies/stream",
                    "/petitions.json", "/petitions.csv", "/petitions/{number}", "/petitions/{number}.json",
                    "/petitions/{number}/count.json", "/trending.json", "/constituencies.json"),
            "campaign",
            List.of("/api/campaigns", "/api/campaigns/{slug}", "/api/campaigns/{slug}/launch",
                    "/api/campaigns/{slug}/close", "/api/campaigns/{slug}/suspend", "/api/campaigns/{slug}/lift",
                    "/api/campaigns/{slug}/audit", "/api/campaigns/{slug}/commitments",
                    "/api/campaigns/{slug}/commitments/{id}", "/api/campaigns/{slug}/commitments/{id}/kept",
                    "/api/campaigns/{slug}/editions", "/api/campaigns/{slug}/leads",
                    "/api/campaigns/{slug}/leads/{organiserId}", "/api/campaigns/{slug}/invitations",
                    "/api/campaigns/{slug}/invitations/{id}", "/api/invitations/accept", "/api/sign-in",
                    "/api/sign-in/confirm", "/api/sign-in/provider", "/api/sign-in/provider/callback", "/api/sign-out",
                    "/.well-known/jwks.json"));

    private static final String CAMPAIGN = """
            {"slug":"hello","title":"Hello","state":"open","standardPledge":"I will","milestones":[],"themes":[],"roles":[]}""";

    private static final String PLEDGE = """
            {"id":"p1","campaign":"hello","text":"I will","people":1,"madeAt":"2026-03-13T09:00:00.000Z"}""";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]*)\"");

    /** A path in what a route says of itself. */
    private static final Pattern ROUTED = Pattern.compile("(?<=[ (])/[^ )]+");

    @Autowired
    private ApplicationContext gateway;

    @BeforeEach
    void answerEverything() {
        for (var service : List.of(campaigns, pledges, otherPledges, analytics)) {
            service.on("*", StubService.json(200, "{}"));
        }
        campaigns.on("GET /api/campaigns/hello", StubService.json(200, CAMPAIGN));
        campaigns.on("GET /api/sign-in", StubService.json(200, "{\"method\":\"mail\"}"));
        campaigns.on("POST /api/sign-in/confirm",
                StubService.json(200, "{\"accessToken\":\"a.b.c\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"));
        for (var service : List.of(pledges, otherPledges)) {
            service.on("GET /api/pledges/p1", StubService.json(200, PLEDGE));
            service.on("POST /api/pledges/confirm", StubService.json(200, PLEDGE));
        }
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        return Stream.of(Stream.of(dynamicTest("every address has a row, and every row an address", () -> {
            var rows = new TreeSet<>(PAGES);
            rows.addAll(FORMS.keySet());
            rows.add(CONFIRMATION);
            assertThat(rows).isEqualTo(ownAddresses());
            var routed = new TreeSet<String>();
            ROUTES.values().forEach(routed::addAll);
            assertThat(routed).isEqualTo(routedAddresses());
            routed.addAll(List.of("/api/health", "/api/openapi.json"));
            assertThat(json(get("/api/openapi.json")).path("paths").propertyNames())
                .containsExactlyInAnyOrderElementsOf(routed);
        })), PAGES.stream().sorted().map(page -> test(page, this::aPageIsTheSameForEverybody)),
                FORMS.keySet().stream().sorted().map(form -> test(form, this::aFormIsNotSentForSomebodyElse)),
                Stream.of(test(CONFIRMATION, this::aPageIsTheSameForEverybody)),
                ROUTES.entrySet()
                    .stream()
                    .flatMap(service -> service.getValue()
                        .stream()
                        .map(route -> test(route, row -> aServiceJudgesItsCallers(service.getKey(), row)))))
            .flatMap(tests -> tests);
    }

    private DynamicTest test(String row, Consumer<String> check) {
        return dynamicTest(row, () -> {
            forget();
            check.accept(row);
        });
    }

    private void aPageIsTheSameForEverybody(String row) {
        var method = methodOf(row);
        var statuses = new HashSet<Integer>();
        for (var caller : CALLERS.values()) {
            statuses.add(status(method, pathOf(row), caller, method.equals("POST") ? "token=abc" : null));
            if (method.equals("GET")) {
                statuses.add(status("HEAD", pathOf(row), caller, null));
            }
        }

        assertThat(statuses).hasSize(1).allMatch(status -> status < 400);
        assertThat(asked()).allSatisfy(asked -> {
            assertThat(asked.request())
                .matches(row.equals(CONFIRMATION) ? "GET .*|POST /api/pledges/confirm" : "GET .*");
            assertThat(asked.headers().get("Authorization")).isNull();
        });
    }

    private void aFormIsNotSentForSomebodyElse(String row) {
        for (var caller : CALLERS.values()) {
            assertThat(status("POST", pathOf(row), caller, FORMS.get(row))).as("%s", caller).isEqualTo(403);
            assertThat(status("POST", pathOf(row), caller, FORMS.get(row) + "&_csrf=guessed")).isEqualTo(403);
        }
        assertThat(asked()).isEmpty();

        var form = get("/sign-in");
        var cookie = form.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        var token = FORM_TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        forget();
        assertThat(status("POST", pathOf(row), Map.of("Cookie", cookie + "; groundswell-token=" + TOKEN),
                FORMS.get(row) + "&_csrf=" + token.group(1)))
            .isNotEqualTo(403);
        // Only who signs out has to say who they are.
        assertThat(asked()).isNotEmpty()
            .allSatisfy(asked -> assertThat(asked.headers().getFirst("Authorization"))
                .isEqualTo(row.equals("POST /sign-out") ? "Bearer " + TOKEN
                        : row.equals("POST /pledges/{id}/withdraw") ? "Pledge c2VjcmV0" : null));
    }

    private void aServiceJudgesItsCallers(String service, String route) {
        var method = route.endsWith("/batch") ? "POST" : "GET";
        CALLERS.forEach((name, shown) -> {
            forget();
            assertThat(status(method, pathOf("- " + route), shown, method.equals("POST") ? "" : null)).isEqualTo(200);

            var arrived = onlyAsked(service);
            // Services know each other by the one, and a cookie is sent by any page.
            var expected = name.equals("service") ? null : shown.get("Authorization");
            assertThat(arrived.headers().getFirst("Authorization")).as(name).isEqualTo(expected);
            assertThat(arrived.headers().get("Cookie")).as(name).isNull();
        });
    }

    private Set<String> ownAddresses() {
        var addresses = new TreeSet<String>();
        gateway.getBeansOfType(RequestMappingInfoHandlerMapping.class)
            .values()
            .forEach(mappings -> mappings.getHandlerMethods().forEach((mapping, handler) -> {
                // Not the container's page for errors.
                if (handler.getBeanType().getSimpleName().equals("ErrorAnswers")) {
                    return;
                }
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    mapping.getPatternValues()
                        .stream()
                        .filter(pattern -> !pattern.startsWith("/actuator"))
                        .forEach(pattern -> addresses.add(method + " " + (pattern.isEmpty() ? "/" : pattern)));
                }
            }));
        return addresses;
    }

    private Set<String> routedAddresses() {
        var addresses = new TreeSet<String>();
        gateway.getBeansOfType(RouterFunction.class)
            .values()
            .forEach(routes -> ROUTED.matcher(routes.toString())
                .results()
                .map(MatchResult::group)
                .filter(path -> !path.startsWith("/assets/"))
                .forEach(addresses::add));
        return addresses;
    }

    private static String methodOf(String row) {
        return row.substring(0, row.indexOf(' '));
    }

    /** An example of what the pattern means. */
    private static String pathOf(String row) {
        return row.substring(row.indexOf(' ') + 1)
            .replace("{slug}", "hello")
            .replace("{id}", "p1")
            .replace("{number}", "1")
            .replace("{organiserId}", "o1")
            .replace("{name}", "not-found")
            .replaceFirst("^(/.*/(confirm|accept))$", "$1?token=abc");
    }

    private int status(String method, String path, Map<String, String> shown, @Nullable String form) {
        var request = request(path).method(method,
                form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
        shown.forEach(request::header);
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return send(request).statusCode();
    }

    private void forget() {
        for (var service : List.of(campaigns, pledges, otherPledges, analytics)) {
            service.asked().clear();
        }
    }

    private List<Asked> asked() {
        return Stream.of(campaigns, pledges, otherPledges, analytics)
            .flatMap(service -> service.asked().stream())
            .filter(Predicate.not(Asked::mayBeLate))
            .toList();
    }

    private Asked onlyAsked(String service) {
        var arrived = switch (service) {
            case "campaign" -> campaigns.asked();
            case "analytics" -> analytics.asked().stream().filter(Predicate.not(Asked::mayBeLate)).toList();
            default -> Stream.concat(pledges.asked().stream(), otherPledges.asked().stream()).toList();
        };
        assertThat(arrived).hasSize(1);
        assertThat(asked()).hasSize(1);
        return arrived.getFirst();
    }

}
