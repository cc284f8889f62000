package dev.roundtable.tasks.list;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.roundtable.http.Messages;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskView;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Any list as a table and as a feed (RFC 4287). What was not understood is an error here.
 */
@Controller
class ListExportController {

	private static final int ENTRIES = 50;

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	private final ListQueries queries;

	private final ListExports exports;

	private final Limits limits;

	private final Messages messages;

	ListExportController(ListQueries queries, ListExports exports, Limits limits, Messages messages) {
		this.queries = queries;
		this.exports = exports;
		this.limits = limits;
		this.messages = messages;
	}

	@GetMapping({ "/tasks.csv", "/api/v1/tasks.csv" })
	void csv(TaskFilter filter, @AuthenticationPrincipal @Nullable Viewer viewer, HttpServletResponse response)
			throws IOException {
		ListQuery query = understood(filter, viewer);
		this.limits.spend(viewer, Act.SEARCH);
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader("Content-Disposition", "attachment; filename=\"tasks.csv\"");
		this.exports.csv(query, viewer, response.getWriter());
	}

	@GetMapping({ "/tasks/feed.atom", "/api/v1/tasks/feed.atom" })
	void feed(TaskFilter filter, @AuthenticationPrincipal @Nullable Viewer viewer, HttpServletResponse response)
			throws IOException, XMLStreamException {
		ListQuery query = understood(filter, viewer);
		List<TaskView> tasks = this.exports.latest(query, ENTRIES, viewer);
		response.setContentType("application/atom+xml;charset=UTF-8");
		write(query, tasks, response.getWriter());
	}

	private ListQuery understood(TaskFilter filter, @Nullable Viewer viewer) {
		ListQuery query = this.queries.of(filter.query(), viewer);
		query.requireUnderstood();
		return query;
	}

	private void write(ListQuery query, List<TaskView> tasks, Writer to) throws XMLStreamException {
		String site = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
		XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to);
		xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
		xml.writeStartElement("feed");
		xml.writeDefaultNamespace(ATOM);
		text(xml, "title", this.messages.of("tasks.title"));
		text(xml, "id", site + TaskListController.url(query.text()));
		link(xml, site + TaskListController.url(query.text()));
		text(xml, "updated",
				tasks.stream()
					.map((task) -> task.updatedAt().iso())
					.max(String::compareTo)
					.orElse("1970-01-01T00:00:00Z"));
		for (TaskView task : tasks) {
			xml.writeStartElement("entry");
			text(xml, "title", "#" + task.number() + " " + task.title());
			text(xml, "id", site + task.url());
			link(xml, site + task.url());
			text(xml, "published", task.createdAt().iso());
			text(xml, "updated", task.updatedAt().iso());
			xml.writeStartElement("author");
			text(xml, "name", (task.author() != null) ? task.author() : "–");
			xml.writeEndElement();
			xml.writeEmptyElement("category");
			xml.writeAttribute("term", task.status().key());
			text(xml, "summary", summary(task));
			xml.writeEndElement();
		}
		xml.writeEndElement();
		xml.writeEndDocument();
		xml.flush();
	}

	private String summary(TaskView task) {
		String reason = task.reason();
		String build = task.fixedIn();
		return status("status.", task.status().name()) + ((build != null) ? " " + build : "")
				+ ((reason != null && !reason.isEmpty()) ? ": " + reason : "");
	}

	private String status(String of, String name) {
		return this.messages.of(of + name);
	}

	private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
		xml.writeStartElement(name);
		xml.writeCharacters(written(text));
		xml.writeEndElement();
	}

	/** Without the signs that XML has none for. */
	private static String written(String text) {
		return text.codePoints()
			.filter((sign) -> sign == '\t' || sign == '\n' || (sign >= ' ' && sign < 0xD800)
					|| (sign > 0xDFFF && sign < 0xFFFE) || sign > 0xFFFF)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static void link(XMLStreamWriter xml, String address) throws XMLStreamException {
		xml.writeEmptyElement("link");
		xml.writeAttribute("href", address);
	}

}
