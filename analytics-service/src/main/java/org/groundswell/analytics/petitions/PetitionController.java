package org.groundswell.analytics.petitions;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.SiteProperties;
import org.groundswell.analytics.caching.Caching;
import org.groundswell.analytics.caching.Rendered;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Petitions as the petitions site shows them. Each answer is from memory; caches in
 * between may keep it for a second.
 */
@RestController
class PetitionController {

    private static final int TRENDING = 10;

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Petitions petitions;

    private final LivePicture picture;

    private final PetitionsJson views;

    private final PetitionsCsv csv;

    private final JsonMapper json;

    private final String site;

    private final Clock clock;

    private final RenderedOnce ones = new RenderedOnce();

    private final RenderedOnce counts = new RenderedOnce();

    private final RenderedEachSecond lists = new RenderedEachSecond();

    private final Rendered constituencies;

    PetitionController(Petitions petitions, LivePicture picture, PetitionsJson views, PetitionsCsv csv, JsonMapper json,
            SiteProperties site, Clock clock) {
        this.petitions = petitions;
        this.picture = picture;
        this.views = views;
        this.csv = csv;
        this.json = json;
        this.site = site.publicUrl();
        this.clock = clock;
        this.constituencies = rendered(views.constituencies());
    }

    @GetMapping("/petitions.json")
    ResponseEntity<byte[]> list(Search search, HttpServletRequest request) {
        if (!search.isOfKnownState()) {
            return redirect("/petitions.json" + search.inAllStates().query(search.pageNumber()));
        }
        var now = clock.instant();
        var query = query(request);
        return json(lists.get("/petitions.json" + query, now,
                () -> rendered(views.page(search.in(all(), now), search, query, now))));
    }

    @GetMapping("/petitions.csv")
    ResponseEntity<byte[]> table(Search search, HttpServletRequest request) {
        if (!search.isOfKnownState()) {
            return redirect("/petitions.csv" + search.inAllStates().query(1));
        }
        var now = clock.instant();
        var table = lists.get("/petitions.csv" + query(request), now,
                () -> Rendered.of(csv.of(search.in(all(), now), now).getBytes(StandardCharsets.UTF_8)));
        return table.answer(CSV)
            .header(HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment().filename("petitions.csv").build().toString())
            .body(table.body());
    }

    @GetMapping("/petitions/{number:[0-9]+}")
    ResponseEntity<byte[]> page(@PathVariable String number) {
        return redirect("/campaigns/" + find(number).petition().slug());
    }

    @GetMapping("/petitions/{number:[0-9]+}.json")
    ResponseEntity<byte[]> one(@PathVariable String number) {
        var now = clock.instant();
        var counted = find(number);
        return json(ones.get(counted, counted.petition().state(now), () -> rendered(views.one(counted, now))));
    }

    @GetMapping("/petitions/{number:[0-9]+}/count.json")
    ResponseEntity<byte[]> count(@PathVariable String number) {
        var counted = find(number);
        // A count looks the same in every state.
        return json(counts.get(counted, Petition.State.OPEN, () -> rendered(views.count(counted))));
    }

    @GetMapping("/trending.json")
    ResponseEntity<byte[]> trending() {
        var now = clock.instant();
        return json(lists.get("/trending.json", now, () -> rendered(views.trending(growing(now), now))));
    }

    @GetMapping("/constituencies.json")
    ResponseEntity<byte[]> constituencies() {
        return json(constituencies);
    }

    private static String query(HttpServletRequest request) {
        return request.getQueryString() == null ? "" : "?" + request.getQueryString();
    }

    private List<Counted> growing(Instant now) {
        return all().filter(counted -> Facet.OPEN.has(counted, now) && counted.signaturesOfLastHour(now) > 0)
            .sorted(Comparator.comparingLong((Counted counted) -> counted.signaturesOfLastHour(now))
                .reversed()
                .thenComparing(Counted.BY_POPULARITY))
            .limit(TRENDING)
            .toList();
    }

    private Counted find(String number) {
        try {
            return petitions.find(Long.parseLong(number)).map(this::counted).orElseThrow(PetitionRefusal.Unknown::new);
        }
        catch (NumberFormatException tooLong) {
            throw new PetitionRefusal.Unknown();
        }
    }

    private Stream<Counted> all() {
        return petitions.all().map(this::counted);
    }

    private Counted counted(Petition petition) {
        return new Counted(petition, picture.find(petition.slug()).orElse(null));
    }

    private Rendered rendered(Object view) {
        return Rendered.of(json.writeValueAsBytes(view));
    }

    private static ResponseEntity<byte[]> json(Rendered rendered) {
        return rendered.answer(MediaType.APPLICATION_JSON).body(rendered.body());
    }

    private ResponseEntity<byte[]> redirect(String path) {
        return ResponseEntity.status(HttpStatus.FOUND)
            .location(URI.create(site + path))
            .cacheControl(Caching.A_MOMENT)
            .build();
    }

}
