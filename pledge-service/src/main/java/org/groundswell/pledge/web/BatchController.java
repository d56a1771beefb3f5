package org.groundswell.pledge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pledges from stalls and from paper, many in one request, a line each. */
@RestController
class BatchController {

    private final LedCampaigns ledCampaigns;

    private final BatchLines lines;

    BatchController(LedCampaigns ledCampaigns, BatchLines lines) {
        this.ledCampaigns = ledCampaigns;
        this.lines = lines;
    }

    @PostMapping(path = "/api/campaigns/{slug}/pledges/batch", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    void batch(@PathVariable String slug, Principal organiser, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var campaign = ledCampaigns.find(slug, organiser);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        new Batch(lines, campaign, request.getRequestURI(), response.getOutputStream()).run(request.getInputStream());
    }

}
