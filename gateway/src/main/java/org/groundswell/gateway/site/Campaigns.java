package org.groundswell.gateway.site;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The campaigns with their counts, put together from the services that know them. A count
 * that cannot be had is left out; a campaign that cannot be had is an error.
 */
@Component
class Campaigns implements AutoCloseable {

    private static final int ON_HOME_PAGE = 30;

    private final ServiceCalls services;

    private final ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor();

    Campaigns(ServiceCalls services) {
        this.services = services;
    }

    List<CampaignView> open() {
        var campaigns = services
            .get("campaign-service", "/api/campaigns?state=open&size=" + ON_HOME_PAGE, CampaignList.class)
            .map(CampaignList::items)
            .orElse(List.of());
        var tallies = campaigns.stream().map(campaign -> atOnce.submit(tally(campaign.slug()))).toList();
        return IntStream.range(0, campaigns.size())
            .mapToObj(index -> new CampaignView(campaigns.get(index), result(tallies.get(index))))
            .toList();
    }

    Optional<CampaignView> find(String slug) {
        var tally = atOnce.submit(tally(slug));
        return services.get("campaign-service", "/api/campaigns/" + segment(slug), Campaign.class)
            .filter(campaign -> !"draft".equals(campaign.state()))
            .map(campaign -> new CampaignView(campaign, result(tally)));
    }

    /** The other editions of its movement; none when they cannot be told just now. */
    List<EditionList.Edition> otherEditions(String slug) {
        try {
            return services.get("campaign-service", "/api/campaigns/" + segment(slug) + "/editions", EditionList.class)
                .map(EditionList::items)
                .orElse(List.of())
                .stream()
                .filter(edition -> !edition.slug().equals(slug))
                .toList();
        }
        catch (ServiceAway away) {
            return List.of();
        }
    }

    /** A slug as part of an address. */
    static String segment(String slug) {
        return UriUtils.encodePathSegment(slug, StandardCharsets.UTF_8);
    }

    private Callable<Optional<Tally>> tally(String slug) {
        return () -> services.get("analytics-service", "/api/campaigns/" + segment(slug) + "/tally", Tally.class);
    }

    private static @Nullable Tally result(Future<Optional<Tally>> tally) {
        try {
            return tally.get().orElse(null);
        }
        catch (ExecutionException failed) {
            if (failed.getCause() instanceof ServiceAway) {
                return null;
            }
            throw new IllegalStateException(failed.getCause());
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        atOnce.shutdownNow();
    }

}
