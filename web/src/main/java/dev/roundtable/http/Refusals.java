package dev.roundtable.http;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Shows a form again with what was typed and why it was not taken. Whatever is refused
 * this way, the text stays.
 */
@Component
public class Refusals {

	private final Messages messages;

	Refusals(Messages messages) {
		this.messages = messages;
	}

	/** A form's write, which may be refused. */
	@FunctionalInterface
	public interface Write {

		/**
		 * @return where it leads
		 */
		String run();

	}

	/**
	 * @return where the write leads, or null where it was refused: then the model has the
	 * {@code errors} and the response its status, and the form is to be shown again
	 */
	public @Nullable String tried(Model model, HttpServletResponse response, Write write) {
		try {
			return "redirect:" + write.run();
		}
		catch (BadInput | TooManyAttempts | NotAllowed refused) {
			model.addAttribute("errors", this.messages.refused(refused, response));
			return null;
		}
	}

}
