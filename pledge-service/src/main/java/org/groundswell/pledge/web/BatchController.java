package org.groundswell.pledge.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.groundswell.pledge.BatchUploads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pledges from stalls and from paper, many in one request, a line each. */
@RestController
class BatchController {

    private static final Logger log = LoggerFactory.getLogger(BatchController.class);

    private final LedCampaigns ledCampaigns;

    private final BatchUploads uploads;

    private final BatchLines lines;

    BatchController(LedCampaigns ledCampaigns, BatchUploads uploads, BatchLines lines) {
        this.ledCampaigns = ledCampaigns;
        this.uploads = uploads;
        this.lines = lines;
    }

    @PostMapping(path = "/api/campaigns/{slug}/pledges/batch", consumes = MediaType.APPLICATION_NDJSON_VALUE)
    void batch(@PathVariable String slug, Principal organiser, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var led = ledCampaigns.find(slug, organiser);
        var upload = uploads.begin(led.slug(), led.lead());
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var batch = new Batch(lines, led, request.getRequestURI(), response.getOutputStream());
        try {
            batch.run(request.getInputStream());
        }
        finally {
            finish(upload, batch);
        }
    }

    /** The answer is given; without this note the batch is one that broke off. */
    private void finish(String upload, Batch batch) {
        try {
            uploads.finish(upload, batch.accepted(), batch.refused());
        }
        catch (DataAccessException away) {
            log.atWarn().addKeyValue("cause", away.getClass().getSimpleName()).log("end of a batch not noted");
        }
    }

}
