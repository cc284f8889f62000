package dev.roundtable.tracker.sync;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteComment;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemoteIssue;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Values;

/**
 * Our side: the one list, as far as trackers concern it. Each call is a transaction of
 * its own, and what it returned from is on disk. What it writes bears the connection it
 * came from; whoever wants the task's other connections to look at it need not want that
 * one.
 */
public interface TaskMirror {

	/** Nothing when there is no such task any more. */
	Optional<OurTask> read(long task);

	/**
	 * Makes a task of an issue, once: asked again for the same connection and issue, it
	 * answers with the task that it made, whatever became of that.
	 * @param values in our words, those that have any; the task has exactly these
	 * @return the task's number
	 */
	long take(ConnectionId from, RemoteIssue issue, Values values);

	/**
	 * Changes fields of a task, all that it can.
	 * @return what became of each
	 */
	Applied apply(ConnectionId from, long task, Change change);

	/**
	 * Writes a public comment, once: asked again for the same connection, issue and
	 * comment, it answers with the one that it wrote.
	 * @param text Markdown, not rendered or cleaned yet
	 */
	Written comment(ConnectionId from, long task, RemoteId issue, RemoteComment comment, String text);

	/**
	 * Puts another text in the place of a comment that came from there. One that is not
	 * there any more is fine.
	 */
	void reword(ConnectionId from, long task, long comment, String text);

	/** Takes back a comment that came from there. One that is not there is fine. */
	void withdraw(ConnectionId from, long task, long comment);

	/**
	 * @param swaps what each field is to become, and what it has to be until then
	 * @param by who made the last change there, as far as the tracker tells
	 * @param page where it can be read
	 */
	record Change(Map<Field, Swap> swaps, RemotePerson by, URI page) {

		public Change {
			swaps = Map.copyOf(swaps);
		}

	}

	/**
	 * In our words.
	 */
	record Swap(String before, String after) {
	}

	/** What became of a change. */
	sealed interface Applied {

		/**
		 * @param refused the fields that were left alone, each with the reason that a
		 * person reads: this status cannot follow that one
		 */
		record Done(Map<Field, String> refused) implements Applied {

			public Done {
				refused = Map.copyOf(refused);
			}

		}

		/** A field was not any more what it had to be. Nothing was changed. */
		record Stale() implements Applied {
		}

	}

	/** What became of a comment. */
	sealed interface Written {

		/**
		 * @param anew false when it had been written before, perhaps with another text
		 */
		record Done(long comment, boolean anew) implements Written {
		}

		/**
		 * @param why as a person reads it
		 */
		record Refused(String why) implements Written {
		}

	}

}
