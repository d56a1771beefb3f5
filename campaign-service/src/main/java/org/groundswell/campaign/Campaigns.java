package org.groundswell.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.mongodb.repository.Query;
import org.springframework.data.mongodb.repository.Update;
import org.springframework.data.repository.Repository;

/** All campaigns. Every change is one update that carries its own condition. */
public interface Campaigns extends Repository<Campaign, String> {

    /**
     * Adds a draft.
     * @param campaign the draft
     * @return the same
     * @throws org.springframework.dao.DuplicateKeyException when its slug is taken
     */
    Campaign insert(Campaign campaign);

    /**
     * Finds one by its id.
     * @param id the id
     * @return the campaign, if there is one
     */
    Optional<Campaign> findById(String id);

    /**
     * Finds one by its slug.
     * @param slug the slug
     * @return the campaign, if there is one
     */
    Optional<Campaign> findBySlug(String slug);

    /**
     * Launches a draft; changes nothing if it has been launched.
     * @param id the draft's id
     * @param launchedAt when
     * @param opensAt from when on pledges are taken
     * @return how many were launched: 1 or 0
     */
    @Query("{ _id: ?0, launchedAt: null }")
    @Update("{ $set: { launchedAt: ?1, opensAt: ?2 }, $inc: { version: 1 } }")
    long launch(String id, Instant launchedAt, Instant opensAt);

    /**
     * Remembers that the launch is on Kafka.
     * @param id the campaign's id
     */
    @Query("{ _id: ?0 }")
    @Update("{ $set: { announced: true } }")
    void markAnnounced(String id);

    /**
     * Launches that Kafka has not acknowledged.
     * @return those campaigns
     */
    @Query("{ announced: false, launchedAt: { $ne: null } }")
    List<Campaign> findUnannounced();

    /**
     * Adds a reached milestone, unless it stands there.
     * @param id the campaign's id
     * @param threshold the milestone's threshold
     * @param milestone the milestone
     * @return how many campaigns were changed: 1 or 0
     */
    @Query("{ _id: ?0, 'milestonesReached.threshold': { $ne: ?1 } }")
    @Update("{ $push: { milestonesReached: ?2 }, $inc: { version: 1 } }")
    long addMilestone(String id, long threshold, ReachedMilestone milestone);

    /**
     * Campaigns that are open at an instant, the last launched first.
     * @param now the instant
     * @param page which part of the list
     * @return that part
     */
    @Query(value = "{ launchedAt: { $ne: null }, closedAt: null, opensAt: { $lte: ?0 }, "
            + "$or: [ { closesAt: null }, { closesAt: { $gt: ?0 } } ] }", sort = "{ launchedAt: -1, number: -1 }")
    Page<Campaign> findOpen(Instant now, Pageable page);

    /**
     * Campaigns that are launched but not open yet at an instant, the last launched
     * first.
     * @param now the instant
     * @param page which part of the list
     * @return that part
     */
    @Query(value = "{ launchedAt: { $ne: null }, closedAt: null, opensAt: { $gt: ?0 } }",
            sort = "{ launchedAt: -1, number: -1 }")
    Page<Campaign> findScheduled(Instant now, Pageable page);

    /**
     * Campaigns that are closed at an instant, the last launched first.
     * @param now the instant
     * @param page which part of the list
     * @return that part
     */
    @Query(value = "{ launchedAt: { $ne: null }, $or: [ { closedAt: { $ne: null } }, { closesAt: { $lte: ?0 } } ] }",
            sort = "{ launchedAt: -1, number: -1 }")
    Page<Campaign> findClosed(Instant now, Pageable page);

    /**
     * All that an organiser may see: the launched ones, and the organiser's own drafts;
     * the last drafted first.
     * @param organiser the organiser's id; empty: nobody's drafts
     * @param page which part of the list
     * @return that part
     */
    @Query(value = "{ $or: [ { launchedAt: { $ne: null } }, { organisers: ?0 } ] }", sort = "{ number: -1 }")
    Page<Campaign> findVisible(String organiser, Pageable page);

}
