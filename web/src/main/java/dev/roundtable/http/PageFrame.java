package dev.roundtable.http;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.ModelAndView;

/**
 * The frame that the site puts around every page, as far as error pages and the page
 * cache need it.
 */
public interface PageFrame {

	/** Set on a request whose page holds something made for one reader alone. */
	String PERSONAL = PageFrame.class.getName() + ".personal";

	/** Gives a page what its frame shows. */
	void addTo(ModelAndView page, HttpServletRequest request);

	/**
	 * What in a request, beside its address, makes another page of it: the language, the
	 * theme.
	 */
	String variant(HttpServletRequest request);

}
