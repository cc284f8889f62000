package dev.roundtable.tracker;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An issue as it stands in the tracker.
 *
 * @param page where a person reads it
 * @param externalId when it bears one of this or any other site of ours
 * @param values of every field that the tracker can read, in its words; for
 * {@link Field#DESCRIPTION} without what the connector itself puts there
 * @param updatedAt by the tracker's clock, as exact as that is
 * @param readAt by the tracker's clock, when this was read
 * @param comments oldest first; null when they were not asked for
 */
public record RemoteIssue(RemoteId id, URI page, @Nullable ExternalId externalId, Values values, Visibility visibility,
		RemotePerson author, Instant createdAt, Instant updatedAt, Instant readAt,
		@Nullable List<RemoteComment> comments) {

	/**
	 * @throws IllegalArgumentException when there is no title
	 */
	public RemoteIssue {
		if (values.get(Field.TITLE) == null) {
			throw new IllegalArgumentException("an issue without a title");
		}
		comments = (comments != null) ? List.copyOf(comments) : null;
	}

	public boolean isPublic() {
		return this.visibility == Visibility.PUBLIC;
	}

	/**
	 * Whether whatever may still happen to it will show in another {@code updatedAt}.
	 * With times of one second, something else may happen within the second that it was
	 * read in.
	 */
	public boolean isSettled(Duration precision) {
		return this.readAt.isAfter(this.updatedAt.plus(precision));
	}

}
