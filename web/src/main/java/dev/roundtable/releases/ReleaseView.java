package dev.roundtable.releases;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import dev.roundtable.tasks.Build;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A release as lists, pages and the API show it.
 *
 * @param date for which it is planned, or since when people have it
 * @param publishedAt when somebody said that people have it, null while it is planned
 * @param notes Markdown
 * @param topic the address of the topic that tells of it, null where there is none
 */
public record ReleaseView(String build, String url, Channel channel, String date, boolean published,
		@Nullable When publishedAt, @Nullable String publishedBy, String notes, @Nullable String topic, long version) {

	/** The address of a release. */
	public static String url(Build build) {
		return "/releases/" + UriUtils.encodePathSegment(build.name(), StandardCharsets.UTF_8);
	}

	/** As it is stored, with who published it. */
	record Row(long id, String build, String buildOrder, Channel channel, LocalDate plannedFor, String notes,
			String html, long version, @Nullable OffsetDateTime publishedAt, @Nullable String publishedBy,
			@Nullable LocalDate outOn, @Nullable Long topicId) {

		static final String SELECT = """
				select r.id, r.build, r.build_order as buildOrder, r.channel, r.planned_for as plannedFor, r.notes,
				       r.html, r.version, p.published_at as publishedAt, n.name as publishedBy, p.out_on as outOn,
				       p.topic_id as topicId
				from releases r
				left join release_publications p on p.release_id = r.id
				left join people_names n on n.account_id = p.published_by
				""";

		Build toBuild() {
			return new Build(this.build);
		}

		boolean published() {
			return this.publishedAt != null;
		}

		ReleaseView view() {
			LocalDate day = (this.outOn != null) ? this.outOn : this.plannedFor;
			return new ReleaseView(this.build, url(toBuild()), this.channel, day.toString(), published(),
					(this.publishedAt != null) ? When.of(this.publishedAt.toInstant()) : null, this.publishedBy,
					this.notes, (this.topicId != null) ? "/t/" + this.topicId : null, this.version);
		}

		String cursor() {
			return this.buildOrder + "~" + this.id;
		}

	}

}
