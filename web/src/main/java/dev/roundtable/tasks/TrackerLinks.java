package dev.roundtable.tasks;

import java.util.List;
import java.util.stream.Stream;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of the list show of outside trackers, to those who may change tasks and
 * to nobody else: which trackers a team keeps is its own affair. Implemented by the room
 * that keeps them in step.
 */
public interface TrackerLinks {

	/**
	 * The trackers that tasks can be pushed to, as they were a few seconds ago at most;
	 * most sites have none.
	 */
	List<Place> places();

	/**
	 * How a task stands with each of them. The caller has seen to the task's audience and
	 * to what the viewer may do.
	 * @return null where there are no trackers
	 */
	@Nullable Shown of(TaskNumber task, Viewer viewer);

	/** A tracker that tasks can be pushed to. */
	record Place(long id, String name) {
	}

	/**
	 * @param open whether everybody may read the task; otherwise nothing of it crosses
	 * @param others trackers that it has no issue in
	 */
	record Shown(boolean open, List<Kept> links, List<Place> others) {

		/** For templates: where it can be pushed, or linked anew. */
		public List<Place> places() {
			return Stream
				.concat(this.others.stream(),
						this.links.stream().filter(Kept::isEnded).map((one) -> new Place(one.id(), one.name())))
				.toList();
		}

	}

	/**
	 * A task's link in one tracker.
	 *
	 * @param issue what it is called there, null while none is made
	 * @param url where it is read there, null where that is not known
	 * @param stage {@code MAKING}, {@code JOINED} or {@code ENDED}
	 * @param why it ended, null while it has not
	 * @param agreed when both last did, null for never
	 * @param waits what is still to be done, null for nothing
	 */
	record Kept(long id, String name, @Nullable String issue, @Nullable String url, String stage, @Nullable String why,
			@Nullable When agreed, @Nullable Waits waits, List<Differs> differs, List<Lost> lost) {

		public boolean isEnded() {
			return this.stage.equals("ENDED");
		}

	}

	/**
	 * @param how {@code due}, {@code failing}, {@code dead} or {@code paused}
	 * @param why as the tracker or an administrator said it, empty for nothing
	 * @param at when it is tried again, null where it is not by itself
	 */
	record Waits(String how, String why, @Nullable When at) {
	}

	/**
	 * A field that both sides have otherwise.
	 *
	 * @param asked whether somebody is to say who is right
	 */
	record Differs(String field, String ours, String theirs, boolean asked, String why) {
	}

	/**
	 * What did not stay when both sides had changed a field.
	 *
	 * @param here whether it was ours that did not
	 */
	record Lost(String field, String lost, String kept, boolean here, When at) {
	}

}
