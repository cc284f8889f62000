package dev.roundtable.forum.pages;

import dev.roundtable.forum.HoldKind;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * A floor as it is shown.
 *
 * @param face where the author's picture is, null where an initial stands for her
 * @param html sanitised when it was written
 * @param editedBy who edited it, where it was not its author
 * @param came what topic it and the floors after it came from, null where none did here
 * @param held why only its author and moderators see it, null where everybody does
 */
public record PostView(long id, int floor, long authorId, String author, @Nullable String face, boolean team,
		String body, String html, When at, @Nullable When edited, @Nullable String editedBy,
		@Nullable String editReason, boolean accepted, long version, @Nullable Came came, @Nullable Hold held) {

	/** For templates: what stands for the name on its round. */
	public String initial() {
		return Text.initial(this.author);
	}

	/**
	 * @param title of the topic that was merged
	 */
	public record Came(String title, String by, String reason) {
	}

	/**
	 * @param reason empty where its author took it back
	 * @param withdrawn whether its author took it back, whoever else holds it
	 */
	public record Hold(HoldKind kind, String reason, boolean withdrawn) {

		/** For templates. */
		public boolean taken() {
			return this.kind == HoldKind.TAKEN;
		}

		/** For templates: whether its author may take it back, or show it again. */
		public boolean hers() {
			return this.kind == HoldKind.TAKEN || this.kind == HoldKind.PENDING;
		}

	}

}
