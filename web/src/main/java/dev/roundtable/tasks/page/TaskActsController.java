package dev.roundtable.tasks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.Messages;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.http.SameSitePath;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.Undoing;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the team does to a task: each act has an address of its own, which takes what the
 * act needs and nothing else.
 */
@Controller
class TaskActsController {

	private static final Pattern TASK = Pattern.compile("/tasks/[1-9][0-9]{0,17}");

	private final Tasks tasks;

	private final Undoing undoing;

	private final TaskPages pages;

	private final ComponentNames components;

	private final Messages messages;

	TaskActsController(Tasks tasks, Undoing undoing, TaskPages pages, ComponentNames components, Messages messages) {
		this.tasks = tasks;
		this.undoing = undoing;
		this.pages = pages;
		this.components = components;
		this.messages = messages;
	}

	/**
	 * @param back the page that the form stood on, where that was not the task's
	 */
	@PostMapping("/tasks/{number}/{act:[a-z-]+}")
	String act(@PathVariable long number, @PathVariable String act, @ModelAttribute("sent") TaskEdit sent,
			@RequestParam(defaultValue = "") String back, OnceKey key, @AuthenticationPrincipal Viewer viewer,
			Model model, HttpServletResponse response) {
		TaskNumber task = TaskNumber.of(number);
		TaskAct named = TaskAct.at(act);
		TaskEdit edit = named.edit(version(sent), sent, viewer);
		try {
			switch (named) {
				case UNMERGE -> this.tasks.unmerge(viewer, task, version(sent), key);
				case REOPEN -> this.tasks.reopen(viewer, task, version(sent), sent.reason(), key);
				case TAKE_BACK -> this.undoing.takeBack(viewer, task, version(sent), key);
				default -> this.tasks.change(viewer, task, edit, key);
			}
			return "redirect:" + done(named, task, back(back, task.url()));
		}
		catch (BadInput bad) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			return again(act, task, this.messages.errors(bad), viewer, model);
		}
		catch (StaleVersion stale) {
			if (named == TaskAct.TAKE_BACK) {
				response.setStatus(HttpStatus.CONFLICT.value());
				return again(act, task, Map.of("version", this.messages.of("undo.stale")), viewer, model);
			}
			return conflict(act, edit, this.pages.view(task, viewer), back, model, response);
		}
	}

	private String again(String act, TaskNumber task, Map<String, String> errors, Viewer viewer, Model model) {
		this.pages.show(task, viewer, model);
		model.addAttribute("componentNames", this.components.names(viewer));
		model.addAttribute("act", act);
		model.addAttribute("errors", errors);
		return "tasks/task";
	}

	/** Where she goes on is told what she did, to offer to take it back. */
	private static String done(TaskAct act, TaskNumber task, String back) {
		String clean = back.replaceFirst("([?&])" + UndoOffers.DID + "=[0-9]+&?", "$1").replaceFirst("[?&]$", "");
		return (act == TaskAct.TAKE_BACK) ? clean
				: clean + (clean.contains("?") ? "&" : "?") + UndoOffers.DID + "=" + task.value();
	}

	/** Nowhere but to the places of the list. */
	private static String back(String asked, String task) {
		boolean known = asked.equals("/votes") || asked.startsWith("/votes?") || asked.startsWith("/tasks?")
				|| asked.startsWith("/tasks/triage?") || asked.startsWith("/tasks/board?")
				|| asked.startsWith(task + "?") || TASK.matcher(asked).matches();
		return (known && asked.length() < SameSitePath.LONGEST
				&& asked.chars().allMatch((sign) -> sign > ' ' && sign < 127)) ? asked : task;
	}

	private static long version(TaskEdit sent) {
		if (sent.version() == null) {
			throw new BadInput("version", "version.missing");
		}
		return sent.version();
	}

	/** Nothing is lost and nothing is undone: both texts, and hers to be sent again. */
	private String conflict(String act, TaskEdit edit, TaskView now, String back, Model model,
			HttpServletResponse response) {
		// Doing what somebody else has just done is no conflict.
		if (edit.status() != null && edit.status() == now.status() && edit.reason() == null && edit.fixedIn() == null
				&& edit.duplicateOf() == null) {
			return "redirect:" + back(back, now.url());
		}
		response.setStatus(HttpStatus.CONFLICT.value());
		model.addAttribute("task", now);
		model.addAttribute("act", act);
		model.addAttribute("fields", fields(edit, now));
		return "tasks/conflict";
	}

	private static List<Field> fields(TaskEdit mine, TaskView theirs) {
		List<Field> fields = new ArrayList<>();
		add(fields, "title", mine.title(), theirs.title());
		add(fields, "severity", mine.severity(), theirs.severity());
		add(fields, "regression", mine.regression(), theirs.regression());
		add(fields, "component", mine.component(), theirs.component());
		add(fields, "assignee", mine.assignee(), theirs.assignee());
		add(fields, "fixedIn", mine.fixedIn(), theirs.fixedIn());
		add(fields, "reason", mine.reason(), theirs.reason());
		add(fields, "duplicateOf", mine.duplicateOf(), theirs.duplicateOf());
		add(fields, "audience", mine.audience(), theirs.audience());
		return fields;
	}

	private static void add(List<Field> fields, String name, @Nullable Object mine, @Nullable Object theirs) {
		if (mine != null) {
			fields.add(new Field(name, mine.toString(), Objects.toString(theirs, "")));
		}
	}

	/**
	 * A field that an act sent, as its writer wants it and as it stands now.
	 */
	record Field(String name, String mine, String theirs) {

		/** For templates: where its values have names, the beginning of their keys. */
		public @Nullable String names() {
			return switch (this.name) {
				case "severity" -> "severity.";
				case "regression" -> "regression.";
				case "audience" -> "task.audience.";
				default -> null;
			};
		}

	}

}
