/** A site that changes its pages with Turbo: for the journeys, never shipped. */
import "@hotwired/turbo";
