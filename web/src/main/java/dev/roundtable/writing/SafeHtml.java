package dev.roundtable.writing;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * What is left of rendered HTML when everything is gone that could harm a reader, with
 * what a page needs of it put in.
 */
final class SafeHtml {

	private static final Cleaner CLEANER = new Cleaner(new Safelist()
		.addTags("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre",
				"blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "input")
		.addAttributes("a", "href", "title", "class")
		.addAttributes("img", "src", "alt", "title")
		.addAttributes("code", "class")
		.addAttributes("ol", "start")
		.addAttributes("th", "align")
		.addAttributes("td", "align")
		.addAttributes("input", "type", "checked", "disabled")
		.addProtocols("a", "href", "http", "https", "mailto", "#")
		.preserveRelativeLinks(true));

	/** Only for telling relative links from others; never shown. */
	private static final String HERE = "https://here.invalid/";

	private static final Pattern LANGUAGE = Pattern.compile("language-[\\w+#.-]{1,40}");

	private SafeHtml() {
	}

	static String of(String html) {
		Document document = CLEANER.clean(Jsoup.parseBodyFragment(html, HERE));
		document.outputSettings().prettyPrint(false);
		Element body = document.body();
		for (Element link : body.select("a")) {
			if (!link.className().equals(Mentions.CSS_CLASS)) {
				link.removeAttr("class").attr("rel", "nofollow ugc noopener");
			}
		}
		for (Element image : body.select("img")) {
			picture(image);
		}
		for (Element code : body.select("code[class]")) {
			if (!LANGUAGE.matcher(code.className()).matches()) {
				code.removeAttr("class");
			}
		}
		for (Element input : body.select("input")) {
			if (!input.attr("type").equals("checkbox")) {
				input.remove();
				continue;
			}
			label(input.attr("disabled", ""));
		}
		// What scrolls sideways on a narrow screen must be reachable by keyboard.
		body.select("table, pre").attr("tabindex", "0");
		return body.html();
	}

	/** A box without a name is nothing to those who cannot see what stands beside it. */
	private static void label(Element box) {
		Element label = new Element("label");
		box.before(label);
		for (Node next = box; next != null && !(next instanceof Element element && element.isBlock());) {
			Node after = next.nextSibling();
			label.appendChild(next);
			next = after;
		}
	}

	private static void picture(Element image) {
		String source = image.attr("src").strip();
		if (Pictures.isUploaded(source)) {
			image.attr("loading", "lazy").attr("decoding", "async");
			return;
		}
		String host = Pictures.host(source);
		if (host != null) {
			offer(image, source, host);
		}
		image.replaceWith(new TextNode(image.attr("alt")));
	}

	/**
	 * A picture from elsewhere would tell its host who reads what, so it comes after a
	 * click: a link that a script makes the picture. In no language, since it is stored.
	 */
	private static void offer(Element image, String source, String host) {
		Element link = new Element("a").addClass("picture")
			.attr("href", source)
			.attr("rel", "nofollow ugc noopener noreferrer");
		Element around = image.closest("a");
		if (around != null) {
			// A link in a link is none, so it stands after it.
			around.after(link);
		}
		else {
			link.attr("data-alt", image.attr("alt"));
			image.before(link);
			if (!image.attr("alt").isBlank()) {
				link.appendText(image.attr("alt")).appendText(" ");
				image.attr("alt", "");
			}
		}
		link.appendElement("small").text(host.toLowerCase(Locale.ROOT));
	}

}
